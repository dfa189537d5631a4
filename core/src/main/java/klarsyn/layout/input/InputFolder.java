package klarsyn.layout.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Source;
import klarsyn.data.Units;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.series.DicomFolder;
import klarsyn.dicom.series.DicomSeries;
import klarsyn.format.Images;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.MaskWords;

/**
 * The images of a folder and its subfolders, by names and DICOM headers.
 *
 * @param images      by folder, relative to the listed one
 * @param masks       label maps by name or header, which are not predicted
 * @param others      further files that are not predicted: pictures among volumes or vice versa; localizers
 * @param failures    incomplete series
 * @param incomplete  relative folders with a label map but no image, although sibling folders have both
 */
record InputFolder(
        Map<Path, List<ChannelGrouping.Item>> images,
        List<Path> masks,
        List<Path> others,
        List<DataException> failures,
        List<Path> incomplete) {

    private static final Set<String> DICOM_ENDINGS = Set.of(".dcm", ".dicom", ".ima");

    /** DICOM objects without an image to segment. */
    private static final Set<String> DERIVED = Set.of("SEG", "RTDOSE", "PR", "KO", "REG", "RWV");

    private static final Path TOP = Path.of("");

    /**
     * Lists a folder.
     *
     * @throws DataException if it cannot be listed
     */
    static InputFolder of(Path root) {
        Sorting sorting = new Sorting(Listing.of(root));
        sorting.sort();
        return new InputFolder(sorting.images, sorting.masks, sorting.others, sorting.failures, sorting.incomplete());
    }

    /** Whether a file is DICOM: by its extension or, for unknown extensions, by its content. */
    static boolean isDicom(Path file) {
        return DICOM_ENDINGS.contains(FileName.of(file).ending())
                || (!Images.hasKnownEnding(file) && DicomFile.isDicom(file));
    }

    /** One series as a source; an image without a position in the patient is a separate file. */
    static Source source(DicomSeries series) {
        return series.files().size() == 1
                ? new Source.ImageFile(series.files().getFirst())
                : new Source.Series(series.files());
    }

    private static final class Sorting {

        private final Listing listing;
        private final Map<Path, List<ChannelGrouping.Item>> images = new TreeMap<>();
        private final List<Path> masks = new ArrayList<>();
        private final List<Path> others = new ArrayList<>();
        private final List<DataException> failures = new ArrayList<>();

        Sorting(Listing listing) {
            this.listing = listing;
        }

        void sort() {
            List<Path> dicom = new ArrayList<>();
            List<Path> volumes = new ArrayList<>();
            List<Path> pictures = new ArrayList<>();
            for (Path file : listing.files()) {
                if (isDicom(listing.root().resolve(file))) {
                    dicom.add(listing.root().resolve(file));
                } else if (Images.hasKnownEnding(file) && MaskWords.isMask(file)) {
                    masks.add(file);
                } else if (FileKinds.isImage(file)) {
                    (Units.of(file) == Units.PIXELS ? pictures : volumes).add(file);
                }
            }
            boolean picturesPrevail = pictures.size() > volumes.size() && dicom.isEmpty();
            others.addAll(picturesPrevail ? volumes : pictures);
            (picturesPrevail ? pictures : volumes)
                    .forEach(file -> add(parent(file), Images.stem(file), imageFile(file)));
            addSeries(DicomFolder.of(dicom));
        }

        private Source imageFile(Path file) {
            return new Source.ImageFile(listing.root().resolve(file));
        }

        private void add(Path folder, String stem, Source source) {
            images.computeIfAbsent(folder, _ -> new ArrayList<>()).add(new ChannelGrouping.Item(stem, source));
        }

        private void addSeries(DicomFolder folder) {
            Map<Path, DicomFolder.Ignored> broken = broken(folder);
            Map<Path, List<DicomSeries>> byPlace = new LinkedHashMap<>();
            for (DicomSeries series : folder.series()) {
                for (DicomSeries one : DicomFolder.separate(series)) {
                    byPlace.computeIfAbsent(place(one), _ -> new ArrayList<>()).add(one);
                }
            }
            byPlace.forEach((place, all) -> {
                if (!broken.containsKey(place)) {
                    addSeriesOf(place, all);
                }
            });
            broken.values().forEach(file -> failures.add(brokenSeries(file)));
        }

        /** Series are named after their folder; several in one folder each after its first file. */
        private void addSeriesOf(Path place, List<DicomSeries> all) {
            List<DicomSeries> kept = new ArrayList<>();
            boolean onlyLocalizers = all.stream().allMatch(DicomSeries::isLocalizer);
            for (DicomSeries series : all) {
                Path first = listing.root().relativize(series.files().getFirst());
                if (DERIVED.contains(series.modality()) || MaskWords.isMask(first)) {
                    masks.add(first);
                } else if (series.isLocalizer() && !onlyLocalizers) {
                    others.add(first);
                } else {
                    kept.add(series);
                }
            }
            for (DicomSeries series : kept) {
                if (kept.size() == 1) {
                    Path name = place.getFileName();
                    add(parent(place), name == null ? "" : name.toString(), source(series));
                } else {
                    add(place, Images.stem(series.files().getFirst()), source(series));
                }
            }
        }

        private Path place(DicomSeries series) {
            return parent(listing.root().relativize(series.files().getFirst()));
        }

        /** Unreadable DICOM files, by folder: a series without one of its slices would be another image. */
        private Map<Path, DicomFolder.Ignored> broken(DicomFolder folder) {
            Map<Path, DicomFolder.Ignored> broken = new TreeMap<>();
            for (DicomFolder.Ignored file : folder.ignored()) {
                boolean holdsNoPicture =
                        file.why().contains("no image") || file.why().contains("directory of a file set");
                if (!holdsNoPicture) {
                    broken.putIfAbsent(parent(listing.root().relativize(file.file())), file);
                }
            }
            return broken;
        }

        private static DataException brokenSeries(DicomFolder.Ignored file) {
            return new DataException(
                    "the series in this file's folder is incomplete without it: " + file.why(),
                    Where.file(file.file()),
                    "copy or export the file again, or remove it if it is not part of the series");
        }

        /** Reports a patient whose image is missing although the label map is present. */
        List<Path> incomplete() {
            Set<Path> withMask = new HashSet<>();
            for (Path mask : masks) {
                if (MaskWords.isMaskName(Images.stem(mask))) {
                    withMask.add(parent(mask));
                }
            }
            return withMask.stream()
                    .filter(folder -> !images.containsKey(folder))
                    .filter(folder -> withMask.stream()
                            .anyMatch(other -> images.containsKey(other)
                                    && !other.equals(TOP)
                                    && parent(other).equals(parent(folder))))
                    .sorted()
                    .toList();
        }

        private static Path parent(Path relative) {
            Path parent = relative.getParent();
            return parent == null ? TOP : parent;
        }
    }
}
