package klarsyn.dicom.pixel;

/** Reads frames of pixel data; the index starts at 0 and is valid. */
sealed interface FrameReader permits NativeFrames, FloatFrames, CompressedFrames {

    /** Integer stored values, interleaved, with their sign. */
    int[] stored(int index);

    /** Stored values as numbers, integer or not. */
    double[] values(int index);
}
