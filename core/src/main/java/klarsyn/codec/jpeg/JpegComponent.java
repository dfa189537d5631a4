package klarsyn.codec.jpeg;

/** One component of a JPEG frame, and its samples where they come in blocks. */
final class JpegComponent {

    final int id;
    /** Sampling factors: samples of this component in a unit that all components share, 1 to 4. */
    final int across;

    final int down;
    final int quantization;
    boolean decoded;
    /** Whole blocks of all units, line by line; empty until a scan of blocks comes. */
    int[] plane = {};

    int blocksAcross;
    int blocksDown;

    JpegComponent(int id, int across, int down, int quantization) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.quantization = quantization;
    }

    int stride() {
        return blocksAcross * 8;
    }
}
