package klarsyn.preflight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Finding;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;

/**
 * Checks the sides of labels with side names: a {@code left kidney} to the right of the {@code right kidney} is a
 * flipped image or a swapped name. Compares label centroids in world coordinates.
 */
final class SideCheck {

    private SideCheck() {}

    static void of(Case subject, LabelMap map, Labels labels, List<Finding> findings) {
        for (Labels.Side side : labels.sides()) {
            if (side.labels().size() == 2) {
                Label low = side.isFirstLow()
                        ? side.labels().getFirst()
                        : side.labels().getLast();
                Label high = side.isFirstLow()
                        ? side.labels().getLast()
                        : side.labels().getFirst();
                Optional<double[]> lowAt = center(map, low);
                Optional<double[]> highAt = center(map, high);
                int axis = side.axis().index();
                if (lowAt.isPresent() && highAt.isPresent()) {
                    double wrong = lowAt.get()[axis] - highAt.get()[axis];
                    if (wrong > map.spacing().along(coarsest(map))) {
                        findings.add(swapped(subject, side, low, high, wrong));
                    }
                }
            }
        }
    }

    private static Finding swapped(Case subject, Labels.Side side, Label low, Label high, double mm) {
        return Finding.error(
                Where.of(subject.id(), subject.labelFile()),
                String.format(
                        Locale.ROOT,
                        "%s is %.1f mm on the wrong side of %s along %s",
                        low.name(),
                        mm,
                        high.name(),
                        side.axis().words()),
                "the image's orientation is flipped, or the two labels are swapped: compare with a correct case");
    }

    private static int coarsest(LabelMap map) {
        int coarsest = 0;
        for (int axis = 1; axis < 3; axis++) {
            coarsest = map.spacing().along(axis) > map.spacing().along(coarsest) ? axis : coarsest;
        }
        return coarsest;
    }

    private static Optional<double[]> center(LabelMap map, Label label) {
        Shape shape = map.shape();
        boolean[] members = new boolean[Short.MAX_VALUE + 1];
        label.members().forEach(value -> members[value] = true);
        double[] sums = new double[3];
        long count = 0;
        int index = 0;
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++) {
                    if (members[map.voxels()[index++]]) {
                        sums[0] += x;
                        sums[1] += y;
                        sums[2] += z;
                        count++;
                    }
                }
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(map.geometry().toWorld(sums[0] / count, sums[1] / count, sums[2] / count));
    }
}
