package klarsyn.data;

import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * Something about the files that a person should know before hours are spent on them.
 *
 * @param severity whether work can go on
 * @param where    case and file
 * @param what     what is wrong
 * @param fix     what would fix it
 */
public record Finding(Severity severity, Where where, String what, String fix) {

    /** Whether work can go on. */
    public enum Severity {
        /** Nothing that came out could be trusted. */
        ERROR,
        /** It may be meant so. */
        WARNING
    }

    /** Something that work cannot go on with. */
    public static Finding error(Where where, String what, String fix) {
        return new Finding(Severity.ERROR, where, what, fix);
    }

    /** Something that may be meant so. */
    public static Finding warning(Where where, String what, String fix) {
        return new Finding(Severity.WARNING, where, what, fix);
    }

    /** The error that a file has caused, at a place. */
    public static Finding of(DataException failure, Where where) {
        return new Finding(Severity.ERROR, where, failure.what(), failure.fix());
    }

    /** Severity, problem and fix without their numbers and cases: the same for findings that have one cause. */
    public String cause() {
        return (severity + what + fix)
                .replaceAll("--exclude [^,;)]+", "--exclude #")
                .replaceAll("-?\\d[\\d.,]*(?:[eE][-+]?\\d+)?", "#");
    }

    /** Whether work must stop here. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return "%s: %s: %s. Fix: %s.".formatted(severity.name().toLowerCase(Locale.ROOT), where, what, fix);
    }
}
