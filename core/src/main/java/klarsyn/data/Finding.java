package klarsyn.data;

import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * A problem of a data set, reported before training.
 *
 * @param severity whether work can continue
 * @param where    case and file
 * @param what     the problem
 * @param fix      how to fix it
 */
public record Finding(Severity severity, Where where, String what, String fix) {

    /** Severity. */
    public enum Severity {
        /** Results would be unreliable. */
        ERROR,
        /** May be intended. */
        WARNING
    }

    /** An error, which prevents training. */
    public static Finding error(Where where, String what, String fix) {
        return new Finding(Severity.ERROR, where, what, fix);
    }

    /** A warning: may be intended. */
    public static Finding warning(Where where, String what, String fix) {
        return new Finding(Severity.WARNING, where, what, fix);
    }

    /** The error of an exception, at a location. */
    public static Finding of(DataException failure, Where where) {
        return new Finding(Severity.ERROR, where, failure.what(), failure.fix());
    }

    /** Severity, problem and fix without numbers and cases: equal for findings with one cause. */
    public String cause() {
        return (severity + what + fix)
                .replaceAll("--exclude [^,;)]+", "--exclude #")
                .replaceAll("-?\\d[\\d.,]*(?:[eE][-+]?\\d+)?", "#");
    }

    /** Whether this is an error. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return "%s: %s: %s. Fix: %s.".formatted(severity.name().toLowerCase(Locale.ROOT), where, what, fix);
    }
}
