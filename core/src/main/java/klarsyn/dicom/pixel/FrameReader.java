package klarsyn.dicom.pixel;

/** Where the frames of pixel data come from; frames count from 0 and the index is within the format's frames. */
sealed interface FrameReader permits NativeFrames, FloatFrames, CompressedFrames {

    /** Whole stored values, interleaved, with their sign. */
    int[] stored(int index);

    /** Stored values as numbers, whole or not. */
    double[] values(int index);
}
