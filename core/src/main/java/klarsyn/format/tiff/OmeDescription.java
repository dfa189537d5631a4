package klarsyn.format.tiff;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.LengthUnit;

/**
 * Parses the OME-XML description of an OME-TIFF file. Source: OME-TIFF specification and OME schema of 2016-06.
 *
 * <p>Read without document types and external entities; of one image in one file.
 */
final class OmeDescription {

    private static final int MAX_PLANES = 1 << 16;

    private final Where where;
    private final List<TiffData> data = new ArrayList<>();
    private int images;
    private String order = "";
    private int sizeC = 1;
    private int sizeZ = 1;
    private int sizeT = 1;
    private OptionalDouble x = OptionalDouble.empty();
    private OptionalDouble y = OptionalDouble.empty();
    private OptionalDouble z = OptionalDouble.empty();

    private OmeDescription(Where where) {
        this.where = where;
    }

    /** The page of each plane; −1 where not stated. */
    private record TiffData(int page, int c, int z, int t, int planes) {}

    static boolean isOne(String description) {
        return description.contains("<OME") || description.contains(":OME ");
    }

    static TiffAxes axes(String description, int pages, int samples, Where where) {
        OmeDescription ome = new OmeDescription(where);
        try {
            ome.read(description);
        } catch (XMLStreamException damaged) {
            throw new DataException(
                    "its OME metadata are not valid XML (%s)"
                            .formatted(String.valueOf(damaged.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")),
                    where,
                    "export it again as OME-TIFF",
                    damaged);
        }
        return ome.axes(pages, samples);
    }

    private void read(String description) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(description));
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                element(xml);
            }
        }
    }

    private void element(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "Pixels" -> {
                images++;
                if (images == 1) {
                    pixels(xml);
                }
            }
            case "TiffData" -> {
                if (images == 1) {
                    data.add(new TiffData(
                            number(xml, "IFD", -1, -1),
                            number(xml, "FirstC", 0, 0),
                            number(xml, "FirstZ", 0, 0),
                            number(xml, "FirstT", 0, 0),
                            number(xml, "PlaneCount", -1, 0)));
                }
            }
            default -> {
                // channel names, instruments and annotations are ignored
            }
        }
    }

    private void pixels(XMLStreamReader xml) {
        order = attribute(xml, "DimensionOrder");
        sizeC = number(xml, "SizeC", 1, 1);
        sizeZ = number(xml, "SizeZ", 1, 1);
        sizeT = number(xml, "SizeT", 1, 1);
        x = length(xml, "PhysicalSizeX");
        y = length(xml, "PhysicalSizeY");
        z = length(xml, "PhysicalSizeZ");
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private int number(XMLStreamReader xml, String name, int otherwise, int least) {
        String value = attribute(xml, name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least) {
            throw new DataException(
                    "its OME metadata state %s=\"%s\""
                            .formatted(name, value.substring(0, Math.min(20, value.length()))),
                    where,
                    "export it again as OME-TIFF");
        }
        return Integer.parseInt(value);
    }

    private static OptionalDouble length(XMLStreamReader xml, String name) {
        String unit = attribute(xml, name + "Unit");
        OptionalDouble mm = LengthUnit.physicalMm(unit.isEmpty() ? "µm" : unit);
        try {
            return mm.isEmpty() ? mm : TiffAxes.positive(Double.parseDouble(attribute(xml, name)) * mm.getAsDouble());
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }

    private TiffAxes axes(int pages, int samples) {
        if (images != 1) {
            throw new DataException(
                    "its OME metadata describe %d images".formatted(images), where, "save one image per file");
        }
        int channels = sizeC % samples == 0 ? sizeC / samples : sizeC; // samples of a page count as channels
        String sizes = "%d channels, %d slices, %d frames".formatted(sizeC, sizeZ, sizeT);
        TiffAxes.requirePages("OME", sizes, (long) channels * sizeZ * sizeT, pages, where);
        if (pages > MAX_PLANES || (pages > 1 && !order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)"))) {
            throw new DataException(
                    "its OME metadata state the order of axes \"%s\""
                            .formatted(order.substring(0, Math.min(20, order.length()))),
                    where,
                    "export it again as OME-TIFF");
        }
        return new TiffAxes(
                TiffAxes.Source.OME, channels, sizeZ, sizeT, places(channels, pages), TiffAxes.spacing(x, y, z));
    }

    private List<Integer> places(int channels, int pages) {
        List<Character> slowestFirst =
                pages == 1 ? List.of() : List.of(order.charAt(4), order.charAt(3), order.charAt(2));
        List<Integer> planes = PageOrder.of(slowestFirst, channels, sizeZ, sizeT);
        int[] pageOfPlane = new int[pages];
        Arrays.fill(pageOfPlane, -1);
        for (TiffData block : data) {
            int plane = plane(block, planes, channels);
            int page = Math.max(0, block.page());
            int count = block.planes() >= 0 ? block.planes() : block.page() < 0 ? pages : 1;
            for (int i = 0; i < count && plane + i < pages && page + i < pages; i++) {
                pageOfPlane[plane + i] = page + i;
            }
        }
        if (data.isEmpty()) {
            Arrays.setAll(pageOfPlane, i -> i);
        }
        if (Arrays.stream(pageOfPlane).distinct().count() != pages
                || Arrays.stream(pageOfPlane).anyMatch(i -> i < 0)) {
            throw new DataException(
                    "its OME metadata do not assign each of the %d planes its own page".formatted(pages),
                    where,
                    "export it again as one OME-TIFF file");
        }
        return planes.stream().map(plane -> pageOfPlane[plane]).toList();
    }

    private int plane(TiffData block, List<Integer> planes, int channels) {
        if (block.c() >= sizeC || block.z() >= sizeZ || block.t() >= sizeT) {
            throw new DataException("its OME metadata refer to a missing plane", where, "export it again as OME-TIFF");
        }
        int channel = Math.min(block.c(), channels - 1);
        return planes.get((block.t() * sizeZ + block.z()) * channels + channel);
    }
}
