package klarsyn.dicom;

/** Pixels that are not compressed. */
final class NativeFrames implements PixelData.FrameReader {

    private final byte[] bytes;
    private final PixelFormat format;

    private NativeFrames(byte[] bytes, PixelFormat format) {
        this.bytes = bytes;
        this.format = format;
    }

    static NativeFrames of(DicomFile file, PixelFormat format) {
        return new NativeFrames(file.dataSet().bytes(Tag.PIXEL_DATA), format);
    }

    @Override
    public int[] stored(int index) {
        int[] values = new int[format.samplesOfFrame()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[index * values.length + i] & 0xff;
        }
        return values;
    }

    @Override
    public double[] values(int index) {
        return java.util.Arrays.stream(stored(index)).asDoubleStream().toArray();
    }

    @Override
    public boolean isFloat() {
        return false;
    }
}
