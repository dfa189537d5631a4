package klarsyn.report;

import java.util.Arrays;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/** Cases whose labels are rods of voxels of 1 ml, so that volumes are whole numbers. */
final class Rods {

    static final Labels TUMOR = Labels.of("tumor");
    static final Labels TWO = Labels.of("tumor", "cyst");

    private static final Geometry GRID = Geometry.of(new Shape(200, 3, 2), Spacing.isotropic(10));

    private Rods() {}

    /** A case of one label with that many ml in the reference and in the prediction, at the same end. */
    static CaseScore score(String id, int reference, int predicted) {
        return CaseScore.of(id, rod(reference), rod(predicted), TUMOR, 1);
    }

    /** The same with two labels, of which the second is nowhere. */
    static CaseScore scoreOfTwo(String id, int reference, int predicted) {
        return CaseScore.of(id, rod(reference), rod(predicted), TWO, 1);
    }

    static SegmentationEvaluation evaluation(CaseScore... scores) {
        Labels labels = scores[0].labels().size() == 1 ? TUMOR : TWO;
        return new SegmentationEvaluation(List.of(scores), labels, 1, Seed.of(3));
    }

    private static LabelMap rod(int length) {
        short[] labels = new short[GRID.shape().voxels()];
        Arrays.fill(labels, 0, length, (short) 1);
        return new LabelMap(GRID, labels);
    }
}
