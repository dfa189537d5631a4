package klarsyn.plan.nnunet;

import java.util.List;
import klarsyn.image.Spacing;
import klarsyn.plan.OrderStatistics;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Intensities;

/**
 * What nnU-Net's planners know of the training cases; axes as stored, the slowest first (z, y, x).
 *
 * @param spacings     mm of each case
 * @param shapes       voxels of each case after borders of zeros were cut off
 * @param foreground   intensities of the foreground of all cases, a channel each
 * @param relativeSize median share of the voxels that the cutting left
 */
public record NnunetFingerprint(
        List<List<Double>> spacings,
        List<List<Integer>> shapes,
        List<NnunetIntensities> foreground,
        double relativeSize) {

    /** nnU-Net's factor for the spacing across a picture, which makes that axis the first in any plan. */
    private static final double ACROSS_PICTURES = 999;

    /** Keeps own copies; refuses an empty set, and lists that do not fit. */
    public NnunetFingerprint {
        spacings = spacings.stream().map(List::copyOf).toList();
        shapes = shapes.stream().map(List::copyOf).toList();
        foreground = List.copyOf(foreground);
        if (spacings.isEmpty() || spacings.size() != shapes.size()) {
            throw new IllegalArgumentException("%d spacings, but %d shapes".formatted(spacings.size(), shapes.size()));
        }
    }

    /**
     * The fingerprint of cases that were read; the held-out ones must not be among them.
     *
     * @param facts      at least one
     * @param foreground intensities of the foreground, a channel each
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
     * The same with the intensities of nnU-Net's own fingerprint, instead of those of the voxels that the pre-flight drew.
     *
     * @param others a channel each, of {@link NnunetForeground}
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
