package klarsyn.layout.name;

import java.util.ArrayList;
import java.util.List;
import klarsyn.signal.SignalHeader;

/** What recordings are called. */
public final class Recordings {

    private Recordings() {}

    /** Names of a recording's channels; their numbers where it names none. */
    public static List<String> channelNames(SignalHeader header) {
        List<String> names = new ArrayList<>();
        for (SignalHeader.Line line : header.channels()) {
            names.add(line.name().isBlank() ? "channel " + names.size() : line.name());
        }
        return names;
    }
}
