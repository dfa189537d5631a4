package klarsyn.codec.jpeg2000;

/**
 * A subband of a resolution.
 *
 * @param rect where its coefficients lie on its own grid
 * @param kind 0: low in both directions, 1: high across, 2: high down, 3: high in both
 * @param atX where its first column stands among the coefficients of the tile's component
 * @param atY where its first row stands
 * @param planes bit planes of its coefficients
 * @param step what a coefficient of 1 means, for the irreversible transform
 */
record J2kBand(J2kRect rect, int kind, int atX, int atY, int planes, float step) {}
