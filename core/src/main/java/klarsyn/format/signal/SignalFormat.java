package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.List;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/** One format of signals; every method refuses what it cannot make sense of with a {@link klarsyn.base.DataException}. */
interface SignalFormat {

    /** Its name as its users say it. */
    String name();

    /** What its file names end in, with the dot, lower case; the first is the one to recommend. */
    List<String> endings();

    Signal read(Path file);

    SignalHeader readHeader(Path file);

    /** In the order of time; none where the file has none. */
    List<Signal.Annotation> annotations(Path file);
}
