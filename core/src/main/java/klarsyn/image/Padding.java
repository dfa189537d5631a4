package klarsyn.image;

/** Values of an image outside its voxels. */
public sealed interface Padding {

    /** 0 everywhere. */
    Padding ZERO = new Value(0);

    /**
     * A constant value; interpolated with the outermost voxels at the border.
     *
     * @param value intensity outside
     */
    record Value(float value) implements Padding {}

    /** Continues the image; examples show a line of the voxels a b c d. */
    enum Extension implements Padding {
        /** {@code a a a | a b c d | d d d}: repeats the outermost voxel. */
        EDGE,
        /** {@code c b a | a b c d | d c b}: mirrored at the outer faces, as PyTorch's {@code reflection}. */
        MIRRORED,
        /** {@code d c b | a b c d | c b a}: mirrored at the centers of the outermost voxels. */
        REFLECTED,
        /** {@code b c d | a b c d | a b c}: periodic. */
        REPEATED;

        /** Maps any index to a voxel of a line of {@code length}. */
        public int index(int index, int length) {
            return switch (this) {
                case EDGE -> Math.clamp(index, 0, length - 1);
                case MIRRORED -> {
                    int within = Math.floorMod(index, 2 * length);
                    yield Math.min(within, 2 * length - 1 - within);
                }
                case REFLECTED -> {
                    int within = length == 1 ? 0 : Math.floorMod(index, 2 * (length - 1));
                    yield Math.min(within, 2 * (length - 1) - within);
                }
                case REPEATED -> Math.floorMod(index, length);
            };
        }

        /** Maps any position to one inside a line or at most half a voxel outside; positions inside do not change. */
        public double position(double position, int length) {
            return switch (this) {
                case EDGE -> Math.clamp(position, 0, length - 1);
                case MIRRORED ->
                    position >= -0.5 && position <= length - 0.5 ? position : fold(position + 0.5, 2.0 * length) - 0.5;
                case REFLECTED ->
                    length == 1
                            ? 0
                            : position >= 0 && position <= length - 1 ? position : fold(position, 2.0 * (length - 1));
                case REPEATED ->
                    position >= 0 && position < length ? position : position - Math.floor(position / length) * length;
            };
        }

        private static double fold(double position, double period) {
            double within = position - Math.floor(position / period) * period;
            return Math.min(within, period - within);
        }
    }
}
