package klarsyn.app.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.Study;
import klarsyn.base.ExistingResults;

/**
 * The default folder of a run: the first without a finished run, so that none is overwritten.
 *
 * @param first such as {@code runs/hippocampus-7}; followed by {@code runs/hippocampus-7-2} and so on
 */
public record DefaultFolder(Path first) {

    /** For a new run; prints a message if the first folder is taken. */
    public Path forNewRun(ExistingResults existing, Session session) {
        if (existing == ExistingResults.REPLACE) {
            return first;
        }
        int number = 1;
        while (isTaken(numbered(number))) {
            number++;
        }
        if (number > 1) {
            session.log("%s contains a finished run: using %s".formatted(first, numbered(number)));
        }
        return numbered(number);
    }

    /** Of the run to resume: the first unfinished one; the last one if all are finished. */
    public Path forResuming() {
        int number = 1;
        while (isTaken(numbered(number)) && Files.exists(numbered(number + 1))) {
            number++;
        }
        return numbered(number);
    }

    private static boolean isTaken(Path folder) {
        return Study.isFinished(folder) && !Study.isUnfinished(folder);
    }

    private Path numbered(int number) {
        return number == 1 ? first : first.resolveSibling(first.getFileName() + "-" + number);
    }
}
