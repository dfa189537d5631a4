package klarsyn.codec.jpeg;

/** One component of a JPEG frame, with the samples of its blocks. */
final class JpegComponent {

    final int id;
    /** Sampling factors: samples of this component in each MCU, 1 to 4. */
    final int across;

    final int down;
    final int quantization;
    boolean decoded;
    /** Whole blocks of all MCUs, line by line; empty until a block scan is read. */
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
