package klarsyn.layout;

import klarsyn.base.DataException;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.layout.name.Listing;

/** A rule for which image belongs to which target; to add a layout, add a class and a line in {@link Layouts}. */
interface Layout {

    /** Keyword for {@code --layout}, lower case, such as {@code msd}. */
    String keyword();

    /** Short description of the layout, such as {@code dataset.json with labels, modality and training}. */
    String marks();

    /** Whether file names and folders match this layout; images are not opened. */
    boolean fits(Listing listing);

    /** Whether the cases are rows of a table: {@code --patient} is then a column, else an expression for paths. */
    default boolean isTable() {
        return false;
    }

    /**
     * Lists the cases; {@link Layouts} puts the patients in that {@link Hints#patient()} finds in paths.
     *
     * @param hints information given by the user
     * @throws DataException if the files do not match the layout
     */
    Cohort read(Listing listing, Hints hints);
}
