package klarsyn.layout.input;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Messages on folders that are not predicted, completely or partly. */
final class FolderProblems {

    private FolderProblems() {}

    static DataException noImage(Path folder) {
        return new DataException(
                "the folder has a segmentation but no image",
                Where.file(folder),
                "add the image, or remove the folder");
    }

    static DataException nothing(Path folder, List<Path> masks) {
        return masks.isEmpty()
                ? new DataException(
                        "there is no image in this folder or its subfolders",
                        Where.file(folder),
                        "choose a folder of images, such as NIfTI files or DICOM series")
                : new DataException(
                        "all images in this folder look like segmentations, such as " + masks.getFirst(),
                        Where.file(folder),
                        "give the files themselves if they are images");
    }

    static String leftOutMasks(List<Path> files) {
        return leftOut(files, " that looks like a segmentation", " that look like segmentations");
    }

    static String leftOutOthers(List<Path> files) {
        return leftOut(files, " of another kind", " of another kind");
    }

    private static String leftOut(List<Path> files, String one, String several) {
        return files.size() == 1
                ? "skipped: 1 file%s, %s; to predict it, give the file itself".formatted(one, files.getFirst())
                : "skipped: %d files%s, such as %s; to predict one, give the file itself"
                        .formatted(files.size(), several, files.getFirst());
    }
}
