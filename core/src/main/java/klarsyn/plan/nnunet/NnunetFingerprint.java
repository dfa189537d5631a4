package klarsyn.plan.nnunet;

import java.util.List;
import klarsyn.image.Spacing;
import klarsyn.plan.rules.OrderStatistics;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Intensities;

/**
 * Statistics of the training cases for nnU-Net's planners; axes as stored, the slowest first (z, y, x).
 *
 * @param spacings     mm of each case
 * @param shapes       voxels of each case after cropping zeros
 * @param foreground   intensities of the foreground of all cases, per channel
 * @param relativeSize median fraction of the voxels left after cropping
 */
public record NnunetFingerprint(
        List<List<Double>> spacings,
        List<List<Integer>> shapes,
        List<NnunetIntensities> foreground,
        double relativeSize) {

    /** nnU-Net's factor for the spacing across a picture, which makes that axis the first. */
    private static final double ACROSS_PICTURES = 999;

    /** Copies the lists; rejects an empty set and lists of inconsistent length. */
    public NnunetFingerprint {
        spacings = spacings.stream().map(List::copyOf).toList();
        shapes = shapes.stream().map(List::copyOf).toList();
        foreground = List.copyOf(foreground);
        if (spacings.isEmpty() || spacings.size() != shapes.size()) {
            throw new IllegalArgumentException("%d spacings, but %d shapes".formatted(spacings.size(), shapes.size()));
        }
    }

    /**
     * The fingerprint of cases, which must not include held-out ones.
     *
     * @param facts      at least one
     * @param foreground intensities of the foreground, per channel
     */
    public static NnunetFingerprint of(List<CaseFacts> facts, List<Intensities> foreground) {
        return new NnunetFingerprint(
                facts.stream().map(NnunetFingerprint::spacing).toList(),
                facts.stream()
                        .map(fact -> List.of(
                                fact.nonZero().z(),
                                fact.nonZero().y(),
                                fact.nonZero().x()))
                        .toList(),
                foreground.stream()
                        .map(one -> new NnunetIntensities(
                                one.mean(),
                                one.median(),
                                one.std(),
                                one.min(),
                                one.max(),
                                one.percentile99_5(),
                                one.percentile00_5()))
                        .toList(),
                OrderStatistics.median(
                        facts.stream().map(CaseFacts::nonZeroShare).toList()));
    }

    /**
     * With the intensities of nnU-Net's own fingerprint, instead of those sampled in the preflight.
     *
     * @param others per channel, from {@link NnunetForeground}
     */
    public NnunetFingerprint withForeground(List<NnunetIntensities> others) {
        return new NnunetFingerprint(spacings, shapes, others, relativeSize);
    }

    private static List<Double> spacing(CaseFacts fact) {
        Spacing mm = fact.spacing();
        boolean picture = fact.shape().z() == 1;
        return List.of(picture ? ACROSS_PICTURES * Math.max(mm.x(), mm.y()) : mm.z(), mm.y(), mm.x());
    }
}
