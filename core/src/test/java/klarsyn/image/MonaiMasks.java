package klarsyn.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Outcome;
import klarsyn.base.Recorded;
import klarsyn.image.region.Components;
import klarsyn.image.region.Connectivity;
import klarsyn.image.region.DistanceTransform;
import klarsyn.image.region.Holes;

/** Distances, holes and connected components as in MONAI. */
public final class MonaiMasks {

    private MonaiMasks() {}

    static Outcome distances(MonaiCase subject) {
        RecordedArray image = subject.image();
        double[] mm = subject.argument("sampling").isThere()
                ? subject.argument("sampling").numbers(3)
                : new double[] {1, 1, 1};
        subject.requireExpected(image.volumes().stream()
                .map(voxels -> DistanceTransform.mm(nonzero(voxels), image.shape(), new Spacing(mm[0], mm[1], mm[2])))
                .toList());
        return Outcome.PASSED;
    }

    static Outcome holes(MonaiCase subject) {
        RecordedArray image = subject.image();
        Connectivity outside = MonaiCase.connectivity(subject.argument("connectivity"), image.spatialAxes());
        if (image.channels() > 1) {
            Set<Integer> applied = applied(subject, IntStream.range(0, image.channels()));
            List<float[]> channels = image.volumes();
            for (int channel : applied) {
                float[] voxels = channels.get(channel);
                channels.set(channel, asVoxels(Holes.fill(nonzero(voxels), image.shape(), outside)));
            }
            subject.requireExpected(channels);
            return Outcome.PASSED;
        }
        LabelMap map = labels(image);
        for (int label : applied(subject, labelsOf(map))) {
            map = Holes.fill(map, label, outside);
        }
        subject.requireExpected(List.of(asVoxels(map)));
        return Outcome.PASSED;
    }

    static Outcome largest(MonaiCase subject) {
        RecordedArray image = subject.image();
        Connectivity connectivity = MonaiCase.connectivity(subject.argument("connectivity"), image.spatialAxes());
        int parts = (int) subject.argument("num_components").number(1);
        boolean independent = subject.argument("independent").truth(true);
        if (subject.argument("is_onehot").truth(image.channels() > 1)) {
            subject.requireExpected(largestOfChannels(subject, image, connectivity, parts, independent));
            return Outcome.PASSED;
        }
        LabelMap map = labels(image);
        Set<Integer> labels = applied(subject, labelsOf(map));
        if (independent) {
            for (int label : labels) {
                map = Components.keepLargest(map, Set.of(label), parts, connectivity);
            }
        } else {
            map = Components.keepLargest(map, labels, parts, connectivity);
        }
        subject.requireExpected(List.of(asVoxels(map)));
        return Outcome.PASSED;
    }

    private static List<float[]> largestOfChannels(
            MonaiCase subject, RecordedArray image, Connectivity connectivity, int parts, boolean independent) {
        List<float[]> channels = new ArrayList<>(image.volumes());
        Set<Integer> applied = applied(subject, IntStream.range(0, image.channels()));
        List<Set<Integer>> groups = independent ? applied.stream().map(Set::of).toList() : List.of(applied);
        for (Set<Integer> group : groups) {
            boolean[] mask = new boolean[image.shape().voxels()];
            for (int channel : group) {
                for (int i = 0; i < mask.length; i++) {
                    mask[i] |= channels.get(channel)[i] == 1;
                }
            }
            boolean[] kept = Components.of(mask, image.shape(), connectivity).largest(parts);
            for (int channel : group) {
                for (int i = 0; i < mask.length; i++) {
                    channels.get(channel)[i] *= kept[i] ? 1 : 0;
                }
            }
        }
        return channels;
    }

    /** The requested labels, or all; never 0. */
    private static Set<Integer> applied(MonaiCase subject, IntStream all) {
        Recorded given = subject.argument("applied_labels");
        Set<Integer> labels = new TreeSet<>(
                given.isList()
                        ? given.elements().stream().map(Recorded::integer).toList()
                        : given.isNumber()
                                ? List.of(given.integer())
                                : all.boxed().toList());
        labels.remove(0);
        return labels;
    }

    private static IntStream labelsOf(LabelMap map) {
        return IntStream.range(0, map.voxels().length)
                .map(i -> map.voxels()[i])
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .mapToInt(Integer::intValue);
    }

    private static LabelMap labels(RecordedArray image) {
        float[] voxels = image.volumes().getFirst();
        short[] labels = new short[voxels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) voxels[i];
        }
        return new LabelMap(Geometry.of(image.shape(), Spacing.isotropic(1)), labels);
    }

    private static boolean[] nonzero(float[] voxels) {
        boolean[] mask = new boolean[voxels.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = voxels[i] != 0;
        }
        return mask;
    }

    private static float[] asVoxels(boolean[] mask) {
        float[] voxels = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            voxels[i] = mask[i] ? 1 : 0;
        }
        return voxels;
    }

    private static float[] asVoxels(LabelMap map) {
        float[] voxels = new float[map.voxels().length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = map.voxels()[i];
        }
        return voxels;
    }
}
