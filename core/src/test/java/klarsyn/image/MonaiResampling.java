package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Outcome;
import klarsyn.base.Recorded;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;

/** Rotation and resampling as in MONAI. */
final class MonaiResampling {

    private static final String EXTENT =
            "with scale_extent the size is the same, but the grid keeps the field of view and adapts the spacing";
    private static final String UPRIGHT =
            "an oblique image's upright grid starts at its minimum coordinates, not half a voxel off its center";
    private static final String RECOMPUTED =
            "recompute_affine reports an affine without the image's position and directions";

    private static final String EXTRA_AXES = "axes after the third are separate images, not moved before the first";

    private MonaiResampling() {}

    static Outcome reoriented(MonaiCase subject) {
        Recorded letters = subject.argument("axcodes");
        boolean canonical = subject.argument("as_closest_canonical").truth(false);
        if (!letters.isThere() && !canonical) {
            return Outcome.notClaimed("an orientation is a required argument");
        }
        if (subject.argument("labels").isThere()) {
            return Outcome.notClaimed("four axes with custom letters");
        }
        if (subject.isRejected()) {
            assertThatThrownBy(() -> Orientation.parse(letters.text())).isInstanceOf(IllegalArgumentException.class);
            return Outcome.PASSED;
        }
        String named = canonical ? "RAS" : letters.text();
        Orientation orientation = Orientation.parse(named + "RAS".substring(named.length()));
        List<float[]> result = new ArrayList<>();
        for (Volume volume : subject.volumes()) {
            Reorientation reorientation = Reorientation.between(volume.geometry(), orientation);
            Volume reoriented = reorientation.apply(volume);
            Volume back = reorientation.inverse().apply(reoriented);
            assertThat(reoriented.geometry().orientation()).isEqualTo(orientation);
            assertThat(back.geometry()).isEqualTo(volume.geometry());
            assertThat(back.voxels()).isEqualTo(volume.voxels());
            result.add(reoriented.voxels());
        }
        subject.requireExpected(result);
        Geometry grid = subject.volumes().getFirst().geometry().reorientedTo(orientation);
        Affine recorded = subject.affine(subject.node().get("expected_affine"));
        if (subject.image().spatialAxes() == 1 && !grid.affine().equalsWithin(recorded, grid.shape(), 1e-6)) {
            assertThat(grid.affine().withOrigin(0, 0, 0).equalsWithin(recorded, grid.shape(), 1e-6))
                    .isTrue();
            return Outcome.differs("a flipped single axis keeps its position in the world");
        }
        subject.requireAffine(grid);
        return Outcome.PASSED;
    }

    static Outcome toSpacing(MonaiCase subject) {
        Shape shape = subject.image().shape();
        Geometry source =
                new Geometry(shape, subject.affine(subject.node().get("input").get("affine")));
        Spacing spacing = wanted(subject, source.spacing());
        boolean diagonal = subject.argument("diagonal").truth(false);
        if (subject.argument("scale_extent").truth(false)) {
            return toExtent(subject, source, spacing);
        }
        Geometry grid = diagonal ? Resampling.uprightGrid(source, spacing) : Resampling.exactGrid(source, spacing);
        assertThat(grid.shape()).isEqualTo(subject.expected().shape());
        if (subject.argument("recompute_affine").truth(false)) {
            return ifPassed(compared(subject, source, grid), RECOMPUTED);
        }
        Affine recorded = subject.affine(subject.node().get("expected_affine"));
        if (diagonal && !grid.affine().equalsWithin(recorded, grid.shape(), 1e-6)) {
            return ifPassed(compared(subject, source, new Geometry(grid.shape(), recorded)), UPRIGHT);
        }
        subject.requireAffine(grid);
        return compared(subject, source, grid);
    }

    /** The alternative size convention, and MONAI's grid of that size. */
    private static Outcome toExtent(MonaiCase subject, Geometry source, Spacing spacing) {
        Shape shape = Resampling.grid(source, spacing).shape();
        if (!subject.node().has("expected")) {
            int[] expected = subject.node().get("expected_shape").integers(4);
            assertThat(shape).isEqualTo(new Shape(expected[1], expected[2], expected[3]));
            return Outcome.differs(EXTENT);
        }
        assertThat(shape).isEqualTo(subject.expected().shape());
        double[] first = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            first[axis] = 0.5 * ((double) source.shape().along(axis) / shape.along(axis) - 1);
        }
        double[] origin = source.toWorld(first[0], first[1], first[2]);
        double[] corner = source.toWorld(-0.5, -0.5, -0.5);
        Affine theirs = Resampling.exactGrid(source, spacing)
                .affine()
                .withOrigin(
                        Math.abs(origin[0]) * Math.signum(corner[0]),
                        Math.abs(origin[1]) * Math.signum(corner[1]),
                        Math.abs(origin[2]) * Math.signum(corner[2]));
        Geometry grid = new Geometry(shape, theirs);
        if (!subject.argument("recompute_affine").truth(false)) {
            subject.requireAffine(grid);
        }
        return ifPassed(compared(subject, source, grid), EXTENT);
    }

    private static Spacing wanted(MonaiCase subject, Spacing present) {
        int axes = Math.min(3, subject.image().spatialAxes());
        double[] asked = subject.argument("pixdim").numbers(axes);
        double[] low = limits(subject.argument("min_pixdim"), axes);
        double[] high = limits(subject.argument("max_pixdim"), axes);
        double[] wanted = {present.x(), present.y(), present.z()};
        for (int axis = 0; axis < axes; axis++) {
            double own = wanted[axis];
            double least = Double.isNaN(low[axis]) ? asked[axis] : Math.min(low[axis], asked[axis]);
            double most = Double.isNaN(high[axis]) ? asked[axis] : Math.max(high[axis], asked[axis]);
            boolean within = own >= least - 1e-6 && own <= most + 1e-6;
            wanted[axis] = within || !(asked[axis] > 0) ? own : asked[axis];
        }
        return new Spacing(wanted[0], wanted[1], wanted[2]);
    }

    private static double[] limits(Recorded given, int axes) {
        return given.isThere() ? given.numbers(axes) : new double[] {Double.NaN, Double.NaN, Double.NaN};
    }

    static Outcome toAffine(MonaiCase subject) {
        Recorded source = subject.node().get("input").get("affine");
        Recorded destination = subject.argument("dst_affine");
        Shape shape = subject.image().shape();
        if (subject.isRejected()) {
            assertThatThrownBy(() -> {
                        Geometry from = new Geometry(shape, subject.affine(source));
                        Geometry to = new Geometry(shape, subject.affine(destination));
                        Resampling.to(new Volume(from, subject.image().volumes().getFirst()), to, Interpolation.LINEAR);
                    })
                    .isInstanceOf(IllegalArgumentException.class);
            return Outcome.PASSED;
        }
        Affine affine = subject.affine(destination.or(source));
        Geometry grid = new Geometry(subject.expected().shape(), affine);
        subject.requireAffine(grid);
        Outcome outcome = compared(subject, new Geometry(shape, subject.affine(source)), grid);
        int axes =
                subject.node().get("input").get("image").get("shape").elements().size() - 1;
        return axes > 3 ? ifPassed(outcome, EXTRA_AXES) : outcome;
    }

    static Outcome toImage(MonaiCase subject) {
        Recorded input = subject.node().get("input");
        int[] axes = input.get("destination_shape").integers(4);
        Geometry grid =
                new Geometry(new Shape(axes[1], axes[2], axes[3]), subject.affine(input.get("destination_affine")));
        return compared(subject, new Geometry(subject.image().shape(), subject.affine(input.get("affine"))), grid);
    }

    private static Outcome ifPassed(Outcome outcome, String differs) {
        return outcome.equals(Outcome.PASSED) ? Outcome.differs(differs) : outcome;
    }

    private static Outcome compared(MonaiCase subject, Geometry source, Geometry grid) {
        Recorded mode = subject.argument("mode");
        Recorded padding = subject.argument("padding_mode");
        if (mode.isNumber() && (mode.integer() == 2 || mode.integer() > 3)) {
            return Outcome.notClaimed("splines of order 2 and 5");
        }
        if (mode.isNumber() && padding.text().equals("constant")) {
            return Outcome.notClaimed("SciPy cuts at the outermost centers, instead of blending with the padding");
        }
        boolean aligned = !mode.isNumber() && subject.argument("align_corners").truth(false);
        int axes = subject.image().spatialAxes();
        Geometry from = aligned ? MonaiCorners.aligned(source, axes, true) : source;
        Geometry to = aligned ? MonaiCorners.aligned(grid, axes, false) : grid;
        Padding border = border(padding.text("border"), aligned);
        Interpolation interpolation = switch (mode.text("bilinear")) {
            case "bilinear", "1" -> Interpolation.LINEAR;
            case "nearest", "0" -> Interpolation.NEAREST;
            default -> Interpolation.CUBIC;
        };
        List<Volume> images = subject.image().volumes().stream()
                .map(voxels -> new Volume(from, voxels))
                .toList();
        List<float[]> own = images.stream()
                .map(image -> Resampling.to(image, to, interpolation, border).voxels())
                .toList();
        if (subject.node().has("expected_inverse")
                && !subject.argument("recompute_affine").truth(false)) {
            requireInverse(subject, own, new Geometry[] {source, grid}, border);
        }
        return switch (interpolation) {
            case LINEAR -> {
                subject.requireExpected(own);
                yield Outcome.PASSED;
            }
            case NEAREST -> MonaiConventions.nearest(own, subject.expected().volumes(), from, to);
            case CUBIC -> MonaiConventions.clipped(own, subject.expected().volumes(), images);
        };
    }

    /** Back on the image's own grid, as by MONAI's inverse. */
    private static void requireInverse(MonaiCase subject, List<float[]> there, Geometry[] grids, Padding border) {
        boolean aligned = subject.argument("align_corners").truth(false);
        int axes = subject.image().spatialAxes();
        Geometry from = aligned ? MonaiCorners.aligned(grids[1], axes, true) : grids[1];
        Geometry to = aligned ? MonaiCorners.aligned(grids[0], axes, false) : grids[0];
        MonaiCase.requireEqual(
                there.stream()
                        .map(voxels -> Resampling.to(new Volume(from, voxels), to, Interpolation.LINEAR, border)
                                .voxels())
                        .toList(),
                RecordedArray.of(subject.node().get("expected_inverse")).volumes(),
                1e-5,
                1e-5);
    }

    private static Padding border(String padding, boolean aligned) {
        return switch (padding) {
            case "border", "nearest" -> Padding.Extension.EDGE;
            case "zeros", "constant" -> Padding.ZERO;
            case "reflection" -> aligned ? Padding.Extension.REFLECTED : Padding.Extension.MIRRORED;
            case "mirror" -> Padding.Extension.REFLECTED;
            case "reflect" -> Padding.Extension.MIRRORED;
            default -> throw new IllegalArgumentException("no padding " + padding);
        };
    }
}
