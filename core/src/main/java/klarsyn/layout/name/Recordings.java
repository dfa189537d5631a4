package klarsyn.layout.name;

import java.util.ArrayList;
import java.util.List;
import klarsyn.signal.SignalHeader;

/** Names of recordings. */
public final class Recordings {

    private Recordings() {}

    /** Names of a recording's channels; numbers if it has no names. */
    public static List<String> channelNames(SignalHeader header) {
        List<String> names = new ArrayList<>();
        for (SignalHeader.Line line : header.channels()) {
            names.add(line.name().isBlank() ? "channel " + names.size() : line.name());
        }
        return names;
    }
}
