package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.List;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/** A signal format; every method throws {@link klarsyn.base.DataException} for invalid files. */
interface SignalFormat {

    /** Its common name. */
    String name();

    /** Its file name extensions, with the dot, in lower case, the recommended one first. */
    List<String> endings();

    Signal read(Path file);

    SignalHeader readHeader(Path file);

    /** Sorted by time; empty if the file has none. */
    List<Signal.Annotation> annotations(Path file);
}
