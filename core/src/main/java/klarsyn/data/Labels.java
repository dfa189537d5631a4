package klarsyn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The structures that a segmentation tells apart; 0 is always background.
 *
 * @param foreground at least one, their values 1, 2, 3 … without a gap
 */
public record Labels(List<Label> foreground) {

    /** Keeps an own copy; refuses an empty list and values that are not 1, 2, 3 … in this order. */
    public Labels {
        foreground = List.copyOf(foreground);
        if (foreground.isEmpty()) {
            throw new IllegalArgumentException("labels need at least one foreground label");
        }
        for (int i = 0; i < foreground.size(); i++) {
            if (foreground.get(i).value() != i + 1) {
                throw new IllegalArgumentException("labels must be consecutive from 1: " + foreground);
            }
        }
    }

    /**
     * One structure.
     *
     * @param value its voxels' value, from 1
     * @param name  what a person calls it
     */
    public record Label(int value, String name) {}

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

    /** Number of classes, background included. */
    public int classes() {
        return foreground.size() + 1;
    }

    /** The label of a value; empty for background and for values that no label has. */
    public Optional<Label> find(int value) {
        return value >= 1 && value <= foreground.size() ? Optional.of(foreground.get(value - 1)) : Optional.empty();
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
        return SideWords.find(foreground);
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
            return SideWords.isLow(axis, words.getFirst());
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
