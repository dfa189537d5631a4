package klarsyn.data.label;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The structures of a segmentation; 0 is always background.
 *
 * <p>Labels are mutually exclusive with one value each, unless a label has members other than its own value: then they
 * are regions that may overlap, such as whole tumor and tumor core, as in nnU-Net's region-based training. Where
 * regions overlap, a written label map contains the value of the later one.
 *
 * @param foreground at least one; without regions their values are 1, 2, 3 … without a gap; regions in the order in
 *                   which they are written over each other
 * @param ignored    values of unlabeled reference voxels, which are excluded from losses and metrics; usually empty
 */
public record Labels(List<Label> foreground, Set<Integer> ignored) {

    /** Copies the lists; rejects an empty list, values other than 1, 2, 3 … without regions, and repeated values. */
    public Labels {
        foreground = List.copyOf(foreground);
        ignored = Set.copyOf(ignored);
        if (foreground.isEmpty()) {
            throw new IllegalArgumentException("labels need at least one foreground label");
        }
        Set<Integer> used = new HashSet<>();
        boolean regions = foreground.stream().anyMatch(Label::isRegion);
        for (int i = 0; i < foreground.size(); i++) {
            Label label = foreground.get(i);
            if (!regions && label.value() != i + 1) {
                throw new IllegalArgumentException("labels must be consecutive from 1: " + foreground);
            }
            if (!used.add(label.value())) {
                throw new IllegalArgumentException("two labels have the value " + label.value());
            }
        }
        for (int value : ignored) {
            if (value < 1
                    || used.contains(value)
                    || foreground.stream().anyMatch(label -> label.members().contains(value))) {
                throw new IllegalArgumentException("the ignored value %d is background or a label".formatted(value));
            }
        }
    }

    /** Labels without ignored values. */
    public Labels(List<Label> foreground) {
        this(foreground, Set.of());
    }

    /**
     * One structure.
     *
     * @param value   written value of its voxels, from 1
     * @param name    its name
     * @param members values of its voxels, from 1: its own value, or those combined in a region
     */
    public record Label(int value, String name, List<Integer> members) {

        /** Copies and sorts the members; rejects values below one and a label without members. */
        public Label {
            members = members.stream().distinct().sorted().toList();
            if (value < 1 || members.isEmpty() || members.getFirst() < 1) {
                throw new IllegalArgumentException(
                        "a label's values are at least 1: %s, %d, %s".formatted(name, value, members));
            }
        }

        /** A structure with a single value. */
        public Label(int value, String name) {
            this(value, name, List.of(value));
        }

        boolean isRegion() {
            return !members.equals(List.of(value));
        }

        @Override
        public String toString() {
            return isRegion() ? "%d %s %s".formatted(value, name, members) : value + " " + name;
        }
    }

    /** Labels of these names with the values 1, 2, 3 … */
    public static Labels of(String... names) {
        List<Label> labels = new ArrayList<>();
        for (String name : names) {
            labels.add(new Label(labels.size() + 1, name));
        }
        return new Labels(labels);
    }

    /** Number of foreground labels. */
    public int count() {
        return foreground.size();
    }

    /** Whether labels may overlap, so that a network predicts each independently instead of choosing one. */
    public boolean areRegions() {
        return foreground.stream().anyMatch(Label::isRegion);
    }

    /** Number of network outputs: background and each label, or one per region. */
    public int classes() {
        return areRegions() ? foreground.size() : foreground.size() + 1;
    }

    /** The label with a written value; empty for background and unknown values. */
    public Optional<Label> find(int value) {
        return foreground.stream().filter(label -> label.value() == value).findFirst();
    }

    /** Every nonzero value that a reference may contain. */
    public Set<Integer> values() {
        Set<Integer> values = new TreeSet<>(ignored);
        for (Label label : foreground) {
            values.addAll(label.members());
        }
        return values;
    }

    /**
     * Axes along which mirroring would invalidate label names: {@code left kidney} would show a right one,
     * {@code Anterior} what is {@code Posterior}.
     */
    public Set<WorldAxis> sidedAxes() {
        Set<WorldAxis> axes = new TreeSet<>();
        for (Side side : sides()) {
            axes.add(side.axis());
        }
        return Set.copyOf(axes);
    }

    /** The reasons for {@link #sidedAxes()}, one for each label or pair of labels, in their order. */
    public List<Side> sides() {
        return SideNames.find(foreground);
    }

    /**
     * Names that fix an axis.
     *
     * @param axis   axis that must not be mirrored
     * @param labels the pair whose names mirroring would swap, or the label whose name has a side
     * @param words  the relevant words, such as {@code left} and {@code right}
     */
    public record Side(WorldAxis axis, List<Label> labels, List<String> words) {

        /** Copies the lists. */
        public Side {
            labels = List.copyOf(labels);
            words = List.copyOf(words);
        }

        /** Whether the first label is at the start of the axis: left, back, bottom. */
        public boolean isFirstLow() {
            return SideNames.isLow(axis, words.getFirst());
        }

        /** A sentence without a period, for plan explanations. */
        public String reason() {
            if (labels.size() == 2) {
                return "\"%s\" and \"%s\" would swap their names if mirrored %s"
                        .formatted(labels.get(0).name(), labels.get(1).name(), axis.words());
            }
            return "\"%s\" would contradict its name (\"%s\") if mirrored %s"
                    .formatted(labels.getFirst().name(), words.getFirst(), axis.words());
        }
    }
}
