package klarsyn.layout;

import klarsyn.base.DataException;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.layout.name.Listing;

/**
 * How a folder's files show which image belongs to which target; a new way of doing so is one more class and one more
 * line in {@link Layouts}.
 */
interface Layout {

    /** Word for {@code --layout}, lower case, such as {@code msd}. */
    String keyword();

    /** What marks a folder of this layout, in words, such as {@code dataset.json with labels, modality and training}. */
    String marks();

    /** Whether the files are named and placed as this layout's are; no image is opened for it. */
    boolean fits(Listing listing);

    /** Whether the cases are rows of a table: {@code --patient} is then a column, else an expression for paths. */
    default boolean isTable() {
        return false;
    }

    /**
     * Lists the cases; {@link Layouts} puts the patients in that {@link Hints#patient()} finds in paths.
     *
     * @param hints what a person says that the files do not
     * @throws DataException if the files say something else than the layout asks for
     */
    Cohort read(Listing listing, Hints hints);
}
