package klarsyn.dicom.series;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.dicom.DicomDirectory;
import klarsyn.dicom.DicomFile;

/**
 * The contents of a folder of DICOM files: its series and the ignored files.
 *
 * @param series  ordered by the names of their first files
 * @param ignored files that belong to no series, sorted by name
 */
public record DicomFolder(List<DicomSeries> series, List<Ignored> ignored) {

    private static final int DEEPEST = 16;
    private static final int MAX_FILES = 2_000_000;
    private static final int MAX_THREADS = 8;
    private static final String DIRECTORY = "DICOMDIR";

    /**
     * A file that was ignored.
     *
     * @param file its path
     * @param why  the reason
     */
    public record Ignored(Path file, String why) {}

    /** Copies the lists. */
    public DicomFolder {
        series = List.copyOf(series);
        ignored = List.copyOf(ignored);
    }

    /**
     * Finds the series of a folder and its subfolders, or of a DICOMDIR, by reading headers only; hidden files and
     * links to folders are skipped. Missing files of a DICOMDIR in the folder are listed as ignored.
     *
     * @throws DataException if the folder cannot be listed, or a DICOMDIR refers to files outside its folder
     */
    public static DicomFolder open(Path place) {
        if (!Files.isDirectory(place)) {
            return of(DicomDirectory.of(DicomFile.read(place)).files());
        }
        List<Path> files = listed(place);
        Set<String> here = files.stream().map(DicomFolder::folded).collect(Collectors.toSet());
        List<Path> missing = new ArrayList<>();
        for (Path file : files) {
            if (isDirectory(file)) {
                DicomDirectory.of(DicomFile.read(file)).files().stream()
                        .filter(named -> !here.contains(folded(named)))
                        .forEach(missing::add);
            }
        }
        files.addAll(missing);
        return of(files);
    }

    /** Groups files by series, reading headers only. */
    public static DicomFolder of(List<Path> files) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_THREADS);
        List<Read> all = new Workers(threads).map(files, Path::toString, DicomFolder::read);
        List<DicomInstance> instances = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        for (Read read : all) {
            switch (read) {
                case Read.Picture(DicomInstance instance) -> instances.add(instance);
                case Read.Other(Ignored other) -> ignored.add(other);
            }
        }
        ignored.sort(Comparator.comparing(other -> other.file().toString()));
        return new DicomFolder(DicomSeries.grouped(instances), ignored);
    }

    /** The outcome for a file. */
    private sealed interface Read {
        record Picture(DicomInstance instance) implements Read {}

        record Other(Ignored ignored) implements Read {}
    }

    private static Read read(Path file) {
        if (!Files.exists(file)) {
            return other(file, "it is listed in a DICOMDIR but missing");
        } else if (!DicomFile.isDicom(file)) {
            return other(file, "it is not a DICOM file");
        } else if (isDirectory(file)) {
            return other(file, "it is a DICOMDIR");
        }
        try {
            Optional<DicomInstance> instance = DicomInstance.read(file);
            return instance.<Read>map(Read.Picture::new).orElseGet(() -> other(file, "it contains no image"));
        } catch (DataException broken) {
            return other(file, broken.what());
        }
    }

    private static Read other(Path file, String why) {
        return new Read.Other(new Ignored(file, why));
    }

    private static boolean isDirectory(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().toUpperCase(Locale.ROOT).equals(DIRECTORY);
    }

    /** Discs use upper case where the copy uses lower case. */
    private static String folded(Path file) {
        return file.toAbsolutePath().normalize().toString().toUpperCase(Locale.ROOT);
    }

    private static List<Path> listed(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new HashSet<>(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return isHidden(folder) && !folder.equals(root)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file) && !Files.isDirectory(file)) {
                        files.add(file);
                    }
                    return files.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be listed (%s)".formatted(failure),
                    Where.file(root),
                    "make the folder and its subfolders readable",
                    failure);
        }
        if (files.size() > MAX_FILES) {
            throw new DataException(
                    "there are more than %,d files".formatted(MAX_FILES), Where.file(root), "choose a smaller folder");
        }
        return files;
    }

    private static boolean isHidden(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    /**
     * Splits a series that is not a volume: images without a position one by one, and copies of one series in several
     * folders by folder.
     */
    public static List<DicomSeries> separate(DicomSeries series) {
        List<SeriesProblem> problems = series.problems();
        if (problems.isEmpty() || series.files().size() == 1) {
            return List.of(series);
        }
        boolean pictures = series.slices() == 0;
        Map<Object, List<Path>> groups = series.files().stream()
                .collect(Collectors.groupingBy(
                        file -> pictures ? file : Optional.ofNullable(file.getParent()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<DicomSeries> apart = groups.values().stream()
                .flatMap(files -> of(files).series().stream())
                .toList();
        return pictures || apart.stream().allMatch(one -> one.problems().isEmpty()) ? apart : List.of(series);
    }
}
