package klarsyn.report;

/** A plane of a {@link Display}: which axis runs across the picture, down it, and through it. */
enum Plane {
    AXIAL("axial", 0, 1, 2, "R", "L", "A", "P"),
    CORONAL("coronal", 0, 2, 1, "R", "L", "S", "I"),
    SAGITTAL("sagittal", 1, 2, 0, "A", "P", "S", "I");

    private final String word;
    private final int across;
    private final int down;
    private final int through;
    private final String left;
    private final String right;
    private final String top;
    private final String bottom;

    Plane(String word, int across, int down, int through, String left, String right, String top, String bottom) {
        this.word = word;
        this.across = across;
        this.down = down;
        this.through = through;
        this.left = left;
        this.right = right;
        this.top = top;
        this.bottom = bottom;
    }

    String word() {
        return word;
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }

    int through() {
        return through;
    }

    String left() {
        return left;
    }

    String right() {
        return right;
    }

    String top() {
        return top;
    }

    String bottom() {
        return bottom;
    }
}
