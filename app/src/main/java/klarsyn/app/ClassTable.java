package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.predict.Classified;

/** Predicted classes as a table: image, most probable class, probability of each class. */
final class ClassTable {

    private final List<String> lines = new ArrayList<>();

    void add(String image, Classified prediction) {
        if (lines.isEmpty()) {
            lines.add(line(Stream.concat(Stream.of("image", "class"), prediction.classes().stream())));
        }
        lines.add(line(Stream.concat(
                Stream.of(image, prediction.mostProbable()),
                prediction.probabilities().stream().map(share -> String.format(Locale.ROOT, "%.6f", share)))));
    }

    /** Writes {@code predictions.csv} to a folder, unless there are no predictions. */
    void write(Path folder) {
        if (!lines.isEmpty()) {
            AtomicFile.writeText(folder.resolve("predictions.csv"), String.join("\n", lines) + "\n");
        }
    }

    private static String line(Stream<String> cells) {
        return cells.map(ClassTable::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
