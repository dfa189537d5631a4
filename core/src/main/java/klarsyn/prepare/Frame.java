package klarsyn.prepare;

import java.util.List;
import java.util.Optional;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Reorientation;

/** Which way the axes of a prepared image run. */
public sealed interface Frame {

    /** The turn that brings a grid into this frame. */
    Reorientation reorientation(Geometry own);

    /**
     * The same way through every patient, however a file stores it.
     *
     * @param orientation world directions of the array axes, the fastest first; {@code RAS} or, where another axis than
     *     the patient's long one is coarsest, a permutation of it, so that the coarsest axis is the slowest
     */
    record Anatomical(String orientation) implements Frame {

        private static final String SLOWEST_FIRST = "SAR";

        /** Refuses letters that are no orientation. */
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

        /** RAS with its axes in another order, by nnU-Net's {@code transpose_forward}. */
        public static String transposed(List<Integer> forward) {
            StringBuilder letters = new StringBuilder();
            forward.reversed().forEach(axis -> letters.append(SLOWEST_FIRST.charAt(axis)));
            return letters.toString();
        }

        /** nnU-Net's {@code transpose_forward} that gives this orientation from RAS; empty if an axis must be turned. */
        public Optional<List<Integer>> transposition() {
            List<Integer> forward = orientation
                    .chars()
                    .mapToObj(SLOWEST_FIRST::indexOf)
                    .toList()
                    .reversed();
            return forward.contains(-1) ? Optional.empty() : Optional.of(List.copyOf(forward));
        }

        @Override
        public Reorientation reorientation(Geometry own) {
            return Reorientation.between(own, Orientation.parse(orientation));
        }
    }

    /**
     * As the file stores it, axes reordered and none turned round, as nnU-Net does: a data set whose files are stored in
     * several orientations shows them to the network in several orientations.
     *
     * @param transposition nnU-Net's {@code transpose_forward}: for each axis of the prepared array, the slowest first,
     *     the axis of the stored array that becomes it, 0 the slowest and 2 the fastest
     */
    record AsStored(List<Integer> transposition) implements Frame {

        /** Keeps an own copy; refuses anything but 0, 1 and 2 in some order. */
        public AsStored {
            transposition = List.copyOf(transposition);
            if (!transposition.stream().sorted().toList().equals(List.of(0, 1, 2))) {
                throw new PlanException(
                        "the transposition is " + transposition,
                        Where.of("preprocessing.frame.transposition"),
                        "0, 1 and 2 in some order; [0, 1, 2] leaves all as it is");
            }
        }

        @Override
        public Reorientation reorientation(Geometry own) {
            return Reorientation.permuting(
                    own, 2 - transposition.get(2), 2 - transposition.get(1), 2 - transposition.get(0));
        }
    }
}
