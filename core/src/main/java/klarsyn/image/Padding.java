package klarsyn.image;

/** What an image holds where it has no voxels. */
public sealed interface Padding {

    /** Nothing: 0 everywhere. */
    Padding ZERO = new Value(0);

    /**
     * The same value everywhere; between voxels it blends with the outermost ones.
     *
     * @param value intensity outside
     */
    record Value(float value) implements Padding {}

    /** The image goes on in some way; shown is a line of the voxels a b c d. */
    enum Extension implements Padding {
        /** {@code a a a | a b c d | d d d}: the outermost voxel goes on. */
        EDGE,
        /** {@code c b a | a b c d | d c b}: mirrored at the outer faces, as PyTorch's {@code reflection}. */
        MIRRORED,
        /** {@code d c b | a b c d | c b a}: mirrored at the outermost voxels' centres. */
        REFLECTED,
        /** {@code b c d | a b c d | a b c}: from the start again. */
        REPEATED;

        /** The voxel of a line of {@code length} that stands for the one at any index. */
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

        /** The position in or half a voxel round the line that stands for any position; those inside stay. */
        double position(double position, int length) {
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
