package klarsyn.dicom;

import java.util.Set;

/**
 * Decodes one frame of a compressed transfer syntax; found by {@link java.util.ServiceLoader}.
 *
 * <p>A codec keeps no state between frames and may be called by several threads at a time.
 */
public interface PixelCodec {

    /** Unique identifiers of the transfer syntaxes that it decodes, such as {@code 1.2.840.10008.1.2.4.90}. */
    Set<String> transferSyntaxes();

    /**
     * The samples of a frame, {@code rows * columns * samples}, all samples of a pixel together, rows from the top.
     *
     * <p>Each holds the stored bits as an unsigned number below 2^bitsStored; the caller takes care of the sign.
     * Colours are as the photometric interpretation says, except that the transforms of JPEG 2000 (YBR_RCT, YBR_ICT)
     * are undone: the samples are then red, green and blue. Colour differences of half the size are brought to the full
     * one, and luminance and colour differences are not converted to RGB.
     *
     * @param frame  the bytes of the frame, all fragments joined; may end with a byte of padding
     * @param format as the data set says; the caller made sure that a frame's samples fit into an array that the
     *               frame's size justifies
     * @throws klarsyn.base.DataException if the bytes are not a frame of this format; nothing else is ever thrown
     */
    int[] decode(byte[] frame, PixelFormat format);
}
