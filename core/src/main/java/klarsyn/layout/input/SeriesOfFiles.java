package klarsyn.layout.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Source;
import klarsyn.dicom.series.DicomFolder;
import klarsyn.dicom.series.DicomSeries;
import klarsyn.format.Images;

/** Finds the image of a single file: for DICOM the whole series in the file's folder. */
final class SeriesOfFiles {

    private static final String DIRECTORY = "DICOMDIR";

    /** Folders are read once, even if several of their files are given. */
    private final Map<Path, DicomFolder> folders = new HashMap<>();

    /**
     * An image.
     *
     * @param name name of its result
     */
    record Named(String name, Source source) {}

    /** Whether a file is a DICOMDIR. */
    boolean isDirectory(Path file) {
        return nameOf(file).toUpperCase(Locale.ROOT).equals(DIRECTORY) && Files.isRegularFile(file);
    }

    /** All series listed in a DICOMDIR. */
    List<Named> ofDirectory(Path file) {
        List<DicomSeries> all = DicomFolder.open(file).series();
        return all.stream()
                .map(series -> new Named(nameOf(series, all), InputFolder.source(series)))
                .toList();
    }

    /**
     * The image of a file.
     *
     * @throws DataException if the file does not exist, or it is DICOM without an image
     */
    Named of(Path file) {
        if (!Files.exists(file)) {
            throw new DataException("the file or folder does not exist", Where.file(file), "check the path");
        }
        return InputFolder.isDicom(file) ? seriesOf(file) : new Named(Images.stem(file), new Source.ImageFile(file));
    }

    /**
     * The only image of a folder.
     *
     * @throws DataException if there are several, or none
     */
    Named onlyOne(Path folder) {
        List<ChannelGrouping.Item> all = InputFolder.of(folder).images().values().stream()
                .flatMap(List::stream)
                .toList();
        if (all.size() != 1) {
            throw new DataException(
                    "the folder has %s instead of one as a channel".formatted(Count.of(all.size(), "image")),
                    Where.file(folder),
                    "give the file of each channel");
        }
        return new Named(nameOf(folder), all.getFirst().source());
    }

    private Named seriesOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        DicomFolder folder = folders.computeIfAbsent(
                Optional.ofNullable(absolute.getParent()).orElse(absolute), SeriesOfFiles::read);
        for (DicomSeries series : folder.series()) {
            if (series.files().contains(absolute)) {
                boolean isPicture = series.slices() == 0;
                return isPicture || series.files().size() == 1
                        ? new Named(Images.stem(file), new Source.ImageFile(file))
                        : new Named(nameOf(series, folder.series()), new Source.Series(series.files()));
            }
        }
        throw folder.ignored().stream()
                .filter(ignored -> ignored.file().equals(absolute))
                .findFirst()
                .map(ignored -> new DataException(ignored.why(), Where.file(file), "choose a file of an image series"))
                .orElseGet(() -> new DataException(
                        "this file does not belong to a DICOM series", Where.file(file), "export it again"));
    }

    private static DicomFolder read(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return DicomFolder.of(inside.filter(Files::isRegularFile)
                    .filter(file -> !nameOf(file).startsWith("."))
                    .filter(InputFolder::isDicom)
                    .toList());
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be listed (%s)".formatted(failure),
                    Where.file(folder),
                    "make it readable",
                    failure);
        }
    }

    /** A series is named after its folder; if the folder has several, after its first file. */
    private static String nameOf(DicomSeries series, List<DicomSeries> all) {
        Path first = series.files().getFirst();
        Path folder = first.toAbsolutePath().normalize().getParent();
        boolean isAlone = folder != null
                && all.stream()
                                .filter(other -> !other.isLocalizer() || other == series)
                                .filter(other -> folder.equals(other.files()
                                        .getFirst()
                                        .toAbsolutePath()
                                        .normalize()
                                        .getParent()))
                                .count()
                        == 1;
        String name = folder == null ? "" : nameOf(folder);
        return isAlone && !name.isEmpty() ? name : Images.stem(first);
    }

    private static String nameOf(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }
}
