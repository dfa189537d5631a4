package klarsyn.codec.jpeg2000;

/**
 * A subband of a resolution.
 *
 * @param rect its coefficients on its own grid
 * @param kind 0: low in both directions, 1: high across, 2: high down, 3: high in both
 * @param atX first column among the coefficients of the tile's component
 * @param atY first row
 * @param planes bit planes of its coefficients
 * @param step quantization step of the irreversible transform
 */
record J2kBand(J2kRect rect, int kind, int atX, int atY, int planes, float step) {}
