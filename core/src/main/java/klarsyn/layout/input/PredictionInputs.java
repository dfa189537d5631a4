package klarsyn.layout.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.data.Source;
import klarsyn.layout.name.ChannelNames;

/**
 * The images given by the arguments of a prediction, with a unique result name each.
 *
 * <p>An argument is an image file; the channels of one image, separated by commas; a file of a DICOM series, for the
 * whole series; or a folder, whose images are found by name: files, DICOM series, one folder per patient. Masks in
 * folders are skipped. Files grouped by names, such as {@code _0000} and {@code _0001}, are the model's channels.
 *
 * @param images   in argument order
 * @param failures images that cannot be predicted
 * @param notes    what was skipped, one sentence each
 */
public record PredictionInputs(List<PredictionInput> images, List<DataException> failures, List<String> notes) {

    /** Copies the lists. */
    public PredictionInputs {
        images = List.copyOf(images);
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
    }

    /**
     * Lists the images without reading them.
     *
     * @param arguments as given
     * @param channels  names of the model's channels, used only for folders
     */
    public static PredictionInputs of(List<String> arguments, Supplier<List<String>> channels) {
        Collection collection = new Collection(channels);
        arguments.forEach(collection::add);
        return new PredictionInputs(ResultNames.of(collection.found), collection.failures, collection.notes());
    }

    private static final class Collection {

        private final Supplier<List<String>> channels;
        private final SeriesOfFiles series = new SeriesOfFiles();
        private final List<ResultNames.Unnamed> found = new ArrayList<>();
        private final List<DataException> failures = new ArrayList<>();
        private final List<Path> masks = new ArrayList<>();
        private final List<Path> others = new ArrayList<>();
        private final Set<List<Path>> known = new HashSet<>();

        Collection(Supplier<List<String>> channels) {
            this.channels = channels;
        }

        void add(String argument) {
            try {
                Path place = Path.of(argument);
                if (argument.contains(",") && !Files.exists(place)) {
                    addChannels(argument);
                } else if (Files.isDirectory(place)) {
                    addFolder(place);
                } else {
                    addFile(place);
                }
            } catch (DataException failure) {
                failures.add(failure);
            }
        }

        private void addFile(Path file) {
            if (series.isDirectory(file)) {
                series.ofDirectory(file).forEach(each -> add(each.name(), each.source(), file));
            } else {
                SeriesOfFiles.Named one = series.of(file);
                add(one.name(), one.source(), file);
            }
        }

        private void add(String name, Source source, Path file) {
            add(new ResultNames.Unnamed(name, List.of(source), parent(file)));
        }

        private void addChannels(String argument) {
            List<Path> places = Stream.of(argument.split(",", -1)).map(Path::of).toList();
            List<SeriesOfFiles.Named> each = places.stream()
                    .map(place -> Files.isDirectory(place) ? series.onlyOne(place) : series.of(place))
                    .toList();
            add(new ResultNames.Unnamed(
                    each.getFirst().name(),
                    each.stream().map(SeriesOfFiles.Named::source).toList(),
                    parent(places.getFirst())));
        }

        private void addFolder(Path root) {
            InputFolder folder = InputFolder.of(root);
            ChannelNames names = new ChannelNames(channels.get());
            int before = found.size() + failures.size();
            folder.images().forEach((place, items) -> addGroups(root, place, items, names));
            failures.addAll(folder.failures());
            folder.incomplete().forEach(place -> failures.add(FolderProblems.noImage(root.resolve(place))));
            if (found.size() + failures.size() == before && !isKnown(folder)) {
                throw FolderProblems.nothing(root, folder.masks());
            }
            folder.masks().forEach(mask -> masks.add(root.resolve(mask)));
            folder.others().forEach(other -> others.add(root.resolve(other)));
        }

        /** Whether all contents of the folder were given before. */
        private boolean isKnown(InputFolder folder) {
            return !folder.images().isEmpty();
        }

        private void addGroups(Path root, Path place, List<ChannelGrouping.Item> items, ChannelNames names) {
            ChannelGrouping grouping = ChannelGrouping.of(root.resolve(place), items, names);
            int count = grouping.groups().size() + grouping.failures().size();
            for (ChannelGrouping.Group group : grouping.groups()) {
                String name = ResultNames.inFolder(root, place, group.stem(), count == 1);
                add(new ResultNames.Unnamed(name, group.sources(), root));
            }
            failures.addAll(grouping.failures());
            others.addAll(grouping.leftOut());
        }

        private void add(ResultNames.Unnamed image) {
            if (known.add(image.files())) {
                found.add(image);
            }
        }

        private static Path parent(Path file) {
            return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                    .orElse(file);
        }

        List<String> notes() {
            List<String> notes = new ArrayList<>();
            if (!masks.isEmpty()) {
                notes.add(FolderProblems.leftOutMasks(masks));
            }
            if (!others.isEmpty()) {
                notes.add(FolderProblems.leftOutOthers(others));
            }
            return notes;
        }
    }
}
