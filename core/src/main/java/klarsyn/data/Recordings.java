package klarsyn.data;

import java.util.ArrayList;
import java.util.List;
import klarsyn.signal.SignalHeader;

/** What recordings are called. */
final class Recordings {

    private Recordings() {}

    /** Names of a recording's channels; their numbers where it names none. */
    static List<String> channelNames(SignalHeader header) {
        List<String> names = new ArrayList<>();
        for (SignalHeader.Line line : header.channels()) {
            names.add(line.name().isBlank() ? "channel " + names.size() : line.name());
        }
        return names;
    }
}
