/**
 * What the names of files and folders say: cases, patients, channels, parts of a split, roles such as image and label.
 *
 * <p>Read first: {@code Listing}, {@code ImagePath}, {@code FilePairing}, {@code RoleWords}. No file is opened here.
 */
@NullMarked
package klarsyn.layout.name;

import org.jspecify.annotations.NullMarked;
