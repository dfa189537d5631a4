package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/**
 * Signals as text: one number a line, or a column for each channel, with or without names in front.
 *
 * <p>A first column that is named as time gives the rate; one that counts the samples is left out. Without one the rate
 * is unknown. Units stand in brackets behind the names, or in a row of their own below them.
 */
final class TextSignal implements SignalFormat {

    static final long MAX_BYTES = 1 << 29;

    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<String> endings() {
        return List.of(".txt", ".csv", ".tsv", ".asc");
    }

    @Override
    public Signal read(Path file) {
        return TextChannels.read(TextBytes.read(file, MAX_BYTES), Where.file(file));
    }

    @Override
    public SignalHeader readHeader(Path file) {
        return SignalHeader.of(name(), read(file));
    }

    @Override
    public List<Signal.Annotation> annotations(Path file) {
        return List.of();
    }
}
