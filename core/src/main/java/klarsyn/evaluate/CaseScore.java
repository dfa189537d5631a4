package klarsyn.evaluate;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.GeneralizedDice;
import klarsyn.evaluate.voxel.Lesions;
import klarsyn.evaluate.voxel.Overlap;
import klarsyn.evaluate.voxel.Structure;
import klarsyn.evaluate.voxel.SurfaceAgreement;
import klarsyn.evaluate.voxel.SurfaceDistances;
import klarsyn.image.Box;
import klarsyn.image.LabelMap;

/**
 * Metrics of one case.
 *
 * @param caseId  the case
 * @param patient of the case; cases of one patient are not independent
 * @param labels  one score per foreground label, in the order of the labels
 * @param foreground volume of all labels together
 */
public record CaseScore(String caseId, String patient, List<LabelScore> labels, ForegroundVolume foreground) {

    /** Copies the scores. */
    public CaseScore {
        labels = List.copyOf(labels);
    }

    /** For labels without common voxels, whose volumes add up to that of the foreground. */
    public CaseScore(String caseId, String patient, List<LabelScore> labels) {
        this(caseId, patient, labels, ForegroundVolume.sum(labels));
    }

    /**
     * Compares a prediction with its reference, label by label; the case counts as a separate patient.
     *
     * <p>A region consists of its members. Voxels with an ignored reference value are excluded from counts, lesions and
     * surfaces.
     *
     * @param toleranceMm tolerance of surface Dice in mm, at least 0
     * @throws DataException if the two grids have different shapes
     */
    public static CaseScore of(
            String caseId, LabelMap reference, LabelMap predicted, Labels labels, double toleranceMm) {
        if (!(toleranceMm >= 0 && toleranceMm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a tolerance must be finite and at least 0 mm: " + toleranceMm);
        }
        if (!reference.shape().equals(predicted.shape())) {
            throw new DataException(
                    "the prediction has %s voxels, the reference %s".formatted(predicted.shape(), reference.shape()),
                    Where.of("case " + caseId),
                    "compare label maps on the same grid");
        }
        List<Label> foreground = labels.foreground();
        List<Structure> structures =
                foreground.stream().map(label -> Structure.of(label, labels)).toList();
        List<Overlap> overlaps = overlaps(reference, predicted, labels);
        return new CaseScore(
                caseId,
                caseId,
                IntStream.range(0, foreground.size())
                        .mapToObj(i -> new Pair(reference, predicted, structures.get(i), overlaps.get(i))
                                .score(foreground.get(i), toleranceMm))
                        .toList(),
                foregroundVolume(reference, predicted, labels));
    }

    /**
     * As {@link #of}, without metrics of surfaces and lesions, as needed for a baseline.
     *
     * @throws DataException as there
     */
    public static CaseScore overlapOnly(String caseId, LabelMap reference, LabelMap predicted, Labels labels) {
        List<Overlap> overlaps = overlaps(reference, predicted, labels);
        double voxelMl = reference.geometry().voxelMl();
        return new CaseScore(
                caseId,
                caseId,
                IntStream.range(0, overlaps.size())
                        .mapToObj(i -> new LabelScore(
                                labels.foreground().get(i),
                                overlaps.get(i).confusion(),
                                voxelMl,
                                SurfaceAgreement.UNDEFINED,
                                Lesions.NONE))
                        .toList(),
                foregroundVolume(reference, predicted, labels));
    }

    /** Regions may share voxels, so the foreground is counted as one structure. */
    private static ForegroundVolume foregroundVolume(LabelMap reference, LabelMap predicted, Labels labels) {
        BitSet members = new BitSet();
        labels.foreground().forEach(label -> members.or(Structure.values(label.members())));
        Confusion voxels = Overlap.count(reference, predicted, List.of(members), Structure.values(labels.ignored()))
                .getFirst()
                .confusion();
        return ForegroundVolume.of(voxels, reference.geometry().voxelMl());
    }

    /** Masks of the labels in both maps, in the order of the labels. */
    static List<Overlap> overlaps(LabelMap reference, LabelMap predicted, Labels labels) {
        List<BitSet> members = labels.foreground().stream()
                .map(label -> Structure.values(label.members()))
                .toList();
        return Overlap.count(reference, predicted, members, Structure.values(labels.ignored()));
    }

    /** The same scores for a patient who may have other cases. */
    public CaseScore withPatient(String whom) {
        return new CaseScore(caseId, whom, labels, foreground);
    }

    /** Whether the reference has none of the labels. */
    public boolean isHealthy() {
        return foreground.referenceMl() == 0;
    }

    /** Mean Dice over the defined labels; NaN if there are none. */
    public double meanDice() {
        return meanDice(EmptyMasks.NNUNET);
    }

    /** Mean Dice over the labels for which a policy is defined; NaN if there are none. */
    public double meanDice(EmptyMasks policy) {
        return mean(score -> score.dice(policy));
    }

    /** {@link GeneralizedDice#SQUARE} of all labels; NaN if none is defined. */
    double generalizedDice() {
        return labels.stream().anyMatch(LabelScore::isDefined)
                ? GeneralizedDice.SQUARE.of(
                        labels.stream().map(LabelScore::voxels).toList())
                : Double.NaN;
    }

    /** Mean over the labels for which the metric is defined; NaN if there are none. */
    double mean(ToDoubleFunction<LabelScore> measure) {
        return labels.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** One structure in both maps. */
    private record Pair(LabelMap reference, LabelMap predicted, Structure structure, Overlap overlap) {

        LabelScore score(Label label, double toleranceMm) {
            double voxelMl = reference.geometry().voxelMl();
            SurfaceAgreement surface = surface(toleranceMm);
            return new LabelScore(label, overlap.confusion(), voxelMl, surface, lesions());
        }

        private SurfaceAgreement surface(double toleranceMm) {
            if (overlap.isEmpty()) {
                return SurfaceAgreement.UNDEFINED;
            }
            if (overlap.isOneSided()) {
                return SurfaceAgreement.none(reference.geometry().diagonalMm());
            }
            return SurfaceAgreement.of(
                    SurfaceDistances.of(reference, predicted, structure, overlap.box()), toleranceMm);
        }

        private Lesions lesions() {
            if (overlap.isEmpty()) {
                return Lesions.NONE;
            }
            Box box = overlap.box();
            return Lesions.of(
                    structure.mask(reference, reference, box), structure.mask(predicted, reference, box), box.shape());
        }
    }
}
