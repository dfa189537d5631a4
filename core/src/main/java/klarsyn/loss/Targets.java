package klarsyn.loss;

import java.util.ArrayList;
import java.util.List;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/** What the values of a label map mean to a loss. */
public sealed interface Targets {

    /** Values of voxels that count nowhere; often none. */
    List<Integer> ignored();

    /**
     * The target of label values.
     *
     * @param labels {@code [N, 1, D, H, W]}, whole numbers in FP32
     */
    default LossTarget of(Tensor labels) {
        LossTarget all = everywhere(labels);
        return ignored().isEmpty()
                ? all
                : all.counting(labels.isAnyOf(ignored()).not());
    }

    /** The target when every voxel counts. */
    LossTarget everywhere(Tensor labels);

    /**
     * Values are classes, 0 being background: their own channels' numbers.
     *
     * @param ignored values beyond them that count nowhere
     */
    record Classes(List<Integer> ignored) implements Targets {
        /** Keeps an own copy. */
        public Classes {
            ignored = List.copyOf(ignored);
        }

        @Override
        public LossTarget everywhere(Tensor labels) {
            return LossTarget.ofClasses(labels);
        }
    }

    /**
     * Regions, each the union of some values.
     *
     * @param members the values of each region, in the order of the channels
     * @param ignored values that count nowhere
     */
    record Regions(List<List<Integer>> members, List<Integer> ignored) implements Targets {
        /** Keeps own copies; refuses no regions and a region without values. */
        public Regions {
            members = members.stream().map(List::copyOf).toList();
            ignored = List.copyOf(ignored);
            if (members.isEmpty() || members.stream().anyMatch(List::isEmpty)) {
                throw new IllegalArgumentException("regions need values: " + members);
            }
        }

        @Override
        public LossTarget everywhere(Tensor labels) {
            List<Tensor> channels = new ArrayList<>();
            for (List<Integer> values : members) {
                channels.add(labels.isAnyOf(values).to(Precision.FP32));
            }
            return LossTarget.ofRegions(Tensor.concatenate(1, channels));
        }
    }
}
