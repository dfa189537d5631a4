package klarsyn.data;

/** Part of the data set's own split. */
public enum Part {
    /** Not stated; Klarsyn splits by patient. */
    ANY("any"),
    /** Training. */
    TRAIN("training"),
    /** Validation. */
    VALIDATION("validation"),
    /** Test. */
    TEST("test");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    /** Name of the part in a sentence. */
    public String word() {
        return word;
    }
}
