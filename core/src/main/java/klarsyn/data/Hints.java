package klarsyn.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import klarsyn.format.file.StoredValue;

/**
 * Information on a data set given by the user, which its files lack.
 *
 * @param layout   keyword of the layout, if it is not to be recognized
 * @param target   column of a table that is to be learned
 * @param task     kind of the task, where the data allow several
 * @param patient  table column with the patient; without a table a regular expression that matches the patient in
 *                 each file path
 * @param labels   name of each stored value or color of the label maps, in the order of the labels; empty if not given
 * @param channels name of each channel, such as {@code CT}; empty if not given
 */
public record Hints(
        Optional<String> layout,
        Optional<String> target,
        Optional<TaskKind> task,
        Optional<String> patient,
        SequencedMap<StoredValue, String> labels,
        List<String> channels) {

    /** Copies the collections. */
    public Hints {
        labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
        channels = List.copyOf(channels);
    }

    /** No hints. */
    public static Hints none() {
        return new Hints(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(),
                List.of());
    }

    /** A copy with other channel names. */
    public Hints withChannels(List<String> names) {
        return new Hints(layout, target, task, patient, labels, names);
    }

    /** These hints, completed by others. */
    public Hints or(Hints other) {
        return new Hints(
                layout.or(other::layout),
                target.or(other::target),
                task.or(other::task),
                patient.or(other::patient),
                labels.isEmpty() ? other.labels : labels,
                channels.isEmpty() ? other.channels : channels);
    }
}
