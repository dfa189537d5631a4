package klarsyn.report;

import java.nio.file.Path;
import klarsyn.base.WholeFile;

/** Writes a run's page. */
public final class HtmlReport {

    private HtmlReport() {}

    /** Writes {@code report.html}, whole or not at all. */
    public static void write(RunReport report, Path file) {
        WholeFile.writeText(file, html(report));
    }

    /** The page as text. */
    public static String html(RunReport report) {
        throw new UnsupportedOperationException("soon");
    }
}
