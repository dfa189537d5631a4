package klarsyn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** How a folder's files say which image belongs to which label; a new way of doing so is one more case. */
sealed interface Layout permits MsdLayout {

    /** Lists the cases of a folder of this layout. */
    Cohort read(Path folder);

    /**
     * Tells the layout by the files that mark it.
     *
     * @throws DataException if there is no such folder, or it is of no known layout
     */
    static Layout recognise(Path folder) {
        if (!Files.exists(folder)) {
            throw new DataException(
                    "there is no such folder",
                    Where.file(folder),
                    "check the spelling; the working folder is " + Path.of("").toAbsolutePath());
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    "this is a file, not the folder of a data set",
                    Where.file(folder),
                    "name the folder that holds " + MsdLayout.DESCRIPTION);
        }
        if (!Files.isRegularFile(folder.resolve(MsdLayout.DESCRIPTION))) {
            throw new DataException(
                    "no known layout: looked for %s (Medical Segmentation Decathlon)".formatted(MsdLayout.DESCRIPTION),
                    Where.file(folder),
                    "name the folder that holds %s with the keys labels, modality and training"
                            .formatted(MsdLayout.DESCRIPTION));
        }
        return new MsdLayout();
    }
}
