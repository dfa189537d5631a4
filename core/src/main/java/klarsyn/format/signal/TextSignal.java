package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/**
 * Text signals: one number per line, or one column per channel, with or without names in the first row.
 *
 * <p>A first column named as time defines the rate; a column that counts samples is ignored. Otherwise the rate is
 * unknown. Units are in brackets after the names, or in a separate row below them.
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
