package klarsyn.format.table;

/** Count of cells of some kind, with the first of them as an example. */
final class Tally {

    private int count;
    private String example = "";

    void add(String word) {
        if (count++ == 0) {
            example = word;
        }
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The first word; empty if there is none. */
    String first() {
        return example;
    }

    /** The first word, in quotation marks. */
    String example() {
        return '"' + example + '"';
    }
}
