package klarsyn.loss;

import java.util.ArrayList;
import java.util.List;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/** Interpretation of label values in a loss. */
public sealed interface Targets {

    /** Ignored values; often empty. */
    List<Integer> ignored();

    /**
     * The target of label values.
     *
     * @param labels {@code [N, 1, D, H, W]}, integers in FP32
     */
    default LossTarget of(Tensor labels) {
        LossTarget all = everywhere(labels);
        return ignored().isEmpty()
                ? all
                : all.counting(labels.isAnyOf(ignored()).not());
    }

    /** The target if every voxel counts. */
    LossTarget everywhere(Tensor labels);

    /**
     * Values are classes and channel numbers, 0 being background.
     *
     * @param ignored further values that are ignored
     */
    record Classes(List<Integer> ignored) implements Targets {
        /** Copies the list. */
        public Classes {
            ignored = List.copyOf(ignored);
        }

        @Override
        public LossTarget everywhere(Tensor labels) {
            return LossTarget.ofClasses(labels);
        }
    }

    /**
     * Regions, each a union of values.
     *
     * @param members the values of each region, in channel order
     * @param ignored ignored values
     */
    record Regions(List<List<Integer>> members, List<Integer> ignored) implements Targets {
        /** Copies the lists; rejects no regions and a region without values. */
        public Regions {
            members = members.stream().map(List::copyOf).toList();
            ignored = List.copyOf(ignored);
            if (members.isEmpty() || members.stream().anyMatch(List::isEmpty)) {
                throw new IllegalArgumentException("each region needs at least one value: " + members);
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
