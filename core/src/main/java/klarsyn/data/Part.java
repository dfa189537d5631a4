package klarsyn.data;

/** Which side of a split a data set itself has put a case on. */
public enum Part {
    /** The data set does not say; Klarsyn splits by patient. */
    ANY("any"),
    /** To learn from. */
    TRAIN("training"),
    /** To watch the training on. */
    VALIDATION("validation"),
    /** To be judged on. */
    TEST("test");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    /** The side in a sentence. */
    public String word() {
        return word;
    }
}
