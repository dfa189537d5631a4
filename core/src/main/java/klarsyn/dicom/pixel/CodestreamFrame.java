package klarsyn.dicom.pixel;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;
import klarsyn.codec.jpeg.Jpeg;
import klarsyn.codec.jpeg2000.Jpeg2000;
import klarsyn.codec.jpegls.JpegLs;
import klarsyn.dicom.TransferSyntax;

/** Decodes frames that are codestreams: JPEG other than baseline, JPEG-LS and JPEG 2000 (PS3.5, 8.2). */
record CodestreamFrame(BiFunction<byte[], Raster, Samples> decoder) {

    private static final Map<TransferSyntax, CodestreamFrame> KNOWN = Map.of(
            TransferSyntax.JPEG_EXTENDED, new CodestreamFrame(Jpeg::decode),
            TransferSyntax.JPEG_LOSSLESS, new CodestreamFrame(Jpeg::decode),
            TransferSyntax.JPEG_LOSSLESS_FIRST, new CodestreamFrame(Jpeg::decode),
            TransferSyntax.JPEG_LS, new CodestreamFrame(JpegLs::decode),
            TransferSyntax.JPEG_LS_NEAR, new CodestreamFrame(JpegLs::decode),
            TransferSyntax.JPEG_2000_LOSSLESS, new CodestreamFrame(Jpeg2000::decode),
            TransferSyntax.JPEG_2000, new CodestreamFrame(Jpeg2000::decode),
            TransferSyntax.HTJ2K_LOSSLESS, new CodestreamFrame(Jpeg2000::decode),
            TransferSyntax.HTJ2K_LOSSLESS_RPCL, new CodestreamFrame(Jpeg2000::decode),
            TransferSyntax.HTJ2K, new CodestreamFrame(Jpeg2000::decode));

    /** The decoder for a transfer syntax, if it is one of these. */
    static Optional<CodestreamFrame> of(TransferSyntax syntax) {
        return Optional.ofNullable(KNOWN.get(syntax));
    }

    /**
     * The samples of a frame with their sign.
     *
     * <p>Only the stored bits are used: some writers declare a codestream unsigned although the data set declares the
     * same bits two's complement.
     *
     * @throws DataException if the codestream is damaged, or its size differs from the data set
     */
    int[] decode(byte[] frame, PixelFormat format, Where where) {
        Samples samples;
        try {
            samples = decoder.apply(frame, new Raster(format.columns(), format.rows(), format.samples()));
        } catch (DataException rejected) {
            throw new DataException(
                    rejected.what(), where, rejected.fix(), rejected); // the decoder does not know the file
        }
        int[] values = samples.values();
        int unused = Math.max(32 - format.bitsStored(), 0);
        for (int i = 0; i < values.length; i++) {
            int shifted = values[i] << unused;
            values[i] = format.signed() ? shifted >> unused : shifted >>> unused;
        }
        return values;
    }
}
