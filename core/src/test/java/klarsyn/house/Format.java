package klarsyn.house;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The house's format: palantir-java-format, for every Java source of the repository. */
final class Format {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format() {}

    /** Writes every source below the folder in the house's format, and names those that it changed. */
    public static void main(String[] folder) throws IOException {
        for (Path file : sources(Path.of(folder[0]))) {
            String text = Files.readString(file);
            String formatted = formatted(text, file);
            if (!formatted.equals(text)) {
                Files.writeString(file, formatted);
                IO.println("formatted " + file.normalize());
            }
        }
    }

    /**
     * All Java sources below a folder, without hidden folders and build outputs, in a fixed order; examples are scripts
     * with module imports, which the formatter does not read yet.
     */
    static List<Path> sources(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean skipped = name.startsWith(".") || name.equals("target") || name.equals("examples");
                return skipped && !directory.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /** The text as it should stand; {@code file} is only named where the text is no Java. */
    static String formatted(String text, Path file) {
        try {
            return FORMATTER.formatSourceAndFixImports(text);
        } catch (FormatterException unreadable) {
            throw new UncheckedIOException(file + " is no Java that the formatter reads", new IOException(unreadable));
        }
    }
}
