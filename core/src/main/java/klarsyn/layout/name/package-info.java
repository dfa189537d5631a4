/**
 * Information in file and folder names: cases, patients, channels, split parts, roles such as image and label.
 *
 * <p>Read first: {@code Listing}, {@code ImagePath}, {@code FilePairing}, {@code RoleWords}. No file is opened here.
 */
@NullMarked
package klarsyn.layout.name;

import org.jspecify.annotations.NullMarked;
