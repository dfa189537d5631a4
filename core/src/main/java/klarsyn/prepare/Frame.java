package klarsyn.prepare;

import java.util.List;
import java.util.Optional;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Reorientation;

/** Orientation of a preprocessed image's axes. */
public sealed interface Frame {

    /** The reorientation of a grid to this frame. */
    Reorientation reorientation(Geometry grid);

    /**
     * The same anatomical orientation for all images.
     *
     * @param orientation world directions of the array axes, the fastest first; {@code RAS}, or a permutation of it
     *                    with the coarsest axis slowest
     */
    record Anatomical(String orientation) implements Frame {

        private static final String SLOWEST_FIRST = "SAR";

        /** Rejects invalid orientations. */
        public Anatomical {
            try {
                Orientation.parse(orientation);
            } catch (IllegalArgumentException wrong) {
                throw new PlanException(
                        String.valueOf(wrong.getMessage()),
                        Where.of("preprocessing.frame.orientation"),
                        "three letters such as RAS",
                        wrong);
            }
        }

        /** RAS with permuted axes, by nnU-Net's {@code transpose_forward}. */
        public static String transposed(List<Integer> forward) {
            StringBuilder letters = new StringBuilder();
            forward.reversed().forEach(axis -> letters.append(SLOWEST_FIRST.charAt(axis)));
            return letters.toString();
        }

        /** nnU-Net's {@code transpose_forward} from RAS to this orientation; empty if an axis must be flipped. */
        public Optional<List<Integer>> transposition() {
            List<Integer> forward = orientation
                    .chars()
                    .mapToObj(SLOWEST_FIRST::indexOf)
                    .toList()
                    .reversed();
            return forward.contains(-1) ? Optional.empty() : Optional.of(List.copyOf(forward));
        }

        @Override
        public Reorientation reorientation(Geometry grid) {
            return Reorientation.between(grid, Orientation.parse(orientation));
        }
    }

    /**
     * As stored in the file, with permuted but not flipped axes, as in nnU-Net: the network sees the stored
     * orientations.
     *
     * @param transposition nnU-Net's {@code transpose_forward}: for each axis of the preprocessed array, the slowest
     *                      first, the axis of the stored array, 0 the slowest and 2 the fastest
     */
    record AsStored(List<Integer> transposition) implements Frame {

        /** Copies the list; rejects anything but a permutation of 0, 1 and 2. */
        public AsStored {
            transposition = List.copyOf(transposition);
            if (!transposition.stream().sorted().toList().equals(List.of(0, 1, 2))) {
                throw new PlanException(
                        "the transposition is " + transposition,
                        Where.of("preprocessing.frame.transposition"),
                        "a permutation of 0, 1 and 2; [0, 1, 2] keeps the order");
            }
        }

        @Override
        public Reorientation reorientation(Geometry grid) {
            return Reorientation.permuting(
                    grid, 2 - transposition.get(2), 2 - transposition.get(1), 2 - transposition.get(0));
        }
    }
}
