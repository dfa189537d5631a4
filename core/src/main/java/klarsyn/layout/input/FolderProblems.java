package klarsyn.layout.input;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** What is said of folders of which something, or everything, is not predicted. */
final class FolderProblems {

    private FolderProblems() {}

    static DataException noImage(Path folder) {
        return new DataException(
                "there is a segmentation but no image",
                Where.file(folder),
                "put the image there, or remove the folder");
    }

    static DataException nothing(Path folder, List<Path> masks) {
        return masks.isEmpty()
                ? new DataException(
                        "there is no image in this folder or the folders in it",
                        Where.file(folder),
                        "name a folder of images, such as NIfTI files or DICOM series")
                : new DataException(
                        "all images in this folder look like segmentations, such as " + masks.getFirst(),
                        Where.file(folder),
                        "name the files themselves if they are images");
    }

    static String leftOutMasks(List<Path> files) {
        return leftOut(files, " that looks like a segmentation", " that look like segmentations");
    }

    static String leftOutOthers(List<Path> files) {
        return leftOut(files, " that is not of the kind to predict", " that are not of the kind to predict");
    }

    private static String leftOut(List<Path> files, String one, String several) {
        return files.size() == 1
                ? "skipped: 1 file%s, %s; to predict it, name the file itself".formatted(one, files.getFirst())
                : "skipped: %d files%s, such as %s; to predict one, name the file itself"
                        .formatted(files.size(), several, files.getFirst());
    }
}
