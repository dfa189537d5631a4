package klarsyn.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The structures that a segmentation finds; 0 is always background.
 *
 * <p>They exclude each other, one value a structure, unless a label has other members than its own value: then they are
 * regions that may overlap, such as a whole tumour and its core, after nnU-Net's region-based training. Where regions
 * overlap, a written label map holds the value of the later one.
 *
 * @param foreground at least one; without regions their values are 1, 2, 3 … without a gap; of regions, in the order in
 *     which they are written over each other
 * @param ignored    values that mark voxels of a reference about which nothing is known: they count in no loss and in no
 *     metric; usually empty
 */
public record Labels(List<Label> foreground, Set<Integer> ignored) {

    /** Keeps own copies; refuses an empty list, values that are not 1, 2, 3 … without regions, and values used twice. */
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
                throw new IllegalArgumentException("the ignored value %d is background or a label's".formatted(value));
            }
        }
    }

    /** Labels without an ignored value. */
    public Labels(List<Label> foreground) {
        this(foreground, Set.of());
    }

    /**
     * One structure.
     *
     * @param value   what its voxels are written as, from 1
     * @param name    what a person calls it
     * @param members values of the voxels that belong to it, from 1: its own value, or those that a region unites
     */
    public record Label(int value, String name, List<Integer> members) {

        /** Keeps an own copy, sorted; refuses values below one and a label without members. */
        public Label {
            members = members.stream().distinct().sorted().toList();
            if (value < 1 || members.isEmpty() || members.getFirst() < 1) {
                throw new IllegalArgumentException(
                        "a label's values are at least 1: %s, %d, %s".formatted(name, value, members));
            }
        }

        /** A structure whose voxels have one value. */
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

    /** Whether the labels may overlap, so that a network says yes or no to each rather than choosing one. */
    public boolean areRegions() {
        return foreground.stream().anyMatch(Label::isRegion);
    }

    /** Number of a network's outputs: one for background and each label, or one for each region. */
    public int classes() {
        return areRegions() ? foreground.size() : foreground.size() + 1;
    }

    /** The label that is written as a value; empty for background and for values that no label has. */
    public Optional<Label> find(int value) {
        return foreground.stream().filter(label -> label.value() == value).findFirst();
    }

    /** Every value that a reference may hold beside 0. */
    public Set<Integer> values() {
        Set<Integer> values = new TreeSet<>(ignored);
        for (Label label : foreground) {
            values.addAll(label.members());
        }
        return values;
    }

    /**
     * Axes along which a mirrored image would deserve other names: {@code left kidney} would show where a right one
     * lies, {@code Anterior} where {@code Posterior} lies.
     */
    public Set<WorldAxis> sidedAxes() {
        Set<WorldAxis> axes = new TreeSet<>();
        for (Side side : sides()) {
            axes.add(side.axis());
        }
        return Set.copyOf(axes);
    }

    /** Why {@link #sidedAxes()} holds what it does, one reason a label or pair of labels, in their order. */
    public List<Side> sides() {
        return SideNames.find(foreground);
    }

    /**
     * Names that fix an axis.
     *
     * @param axis   axis that must not be mirrored
     * @param labels the pair whose names mirroring would swap, or the one whose name has a side
     * @param words  the words that say so, such as {@code left} and {@code right}
     */
    public record Side(WorldAxis axis, List<Label> labels, List<String> words) {

        /** Keeps own copies. */
        public Side {
            labels = List.copyOf(labels);
            words = List.copyOf(words);
        }

        /** Whether the first label is the one that lies where the axis begins: on the left, behind, below. */
        public boolean isFirstLow() {
            return SideNames.isLow(axis, words.getFirst());
        }

        /** A sentence without its full stop, for the explanation of a plan. */
        public String reason() {
            if (labels.size() == 2) {
                return "\"%s\" and \"%s\" would swap their names if mirrored %s"
                        .formatted(labels.get(0).name(), labels.get(1).name(), axis.words());
            }
            return "\"%s\" would no longer be what its name says (\"%s\") if mirrored %s"
                    .formatted(labels.getFirst().name(), words.getFirst(), axis.words());
        }
    }
}
