"""Makes the pictures beside it: seeds for the fuzzer, one for each way a decoder takes."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QColorSpace,
    QGuiApplication,
    QImage,
    QImageIOHandler,
    QImageWriter,
    QPainter,
    QRadialGradient,
)

FOLDER = Path(__file__).parent
FORMAT = QImage.Format


def scene(transparent: bool = False) -> QImage:
    image = QImage(48, 64, FORMAT.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent if transparent else QColor("#c8d4e3"))
    painter = QPainter(image)
    glow = QRadialGradient(24, 22, 20)
    glow.setColorAt(0, QColor("#ffe0c0"))
    glow.setColorAt(1, QColor("#804020"))
    painter.setBrush(glow)
    painter.drawEllipse(QRect(10, 6, 28, 32))
    painter.fillRect(QRect(6, 42, 36, 22), QColor("#2b4a78"))
    painter.end()
    return image


def write(name: str, image: QImage, quality: int = -1, **options: object) -> None:
    writer = QImageWriter(str(FOLDER / name))
    if quality >= 0:
        writer.setQuality(quality)
    if options.get("turned"):
        writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90)
    if options.get("progressive"):
        writer.setProgressiveScanWrite(True)
    assert writer.write(image), writer.errorString()


def main() -> None:
    wide = scene().convertToFormat(FORMAT.Format_RGB32)
    wide.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    write("opaque.png", scene().convertToFormat(FORMAT.Format_RGB32))
    write("transparent.png", scene(transparent=True))
    write("deep.png", scene().convertToFormat(FORMAT.Format_RGBA64))
    write("indexed.png", scene().convertToFormat(FORMAT.Format_Indexed8))
    write("grey.png", scene().convertToFormat(FORMAT.Format_Grayscale16))
    write("lines.png", scene().convertToFormat(FORMAT.Format_Mono))
    write("wide-colours.png", wide)
    write("photo.jpg", scene(), 80)
    write("progressive.jpg", scene(), 60, progressive=True)
    write("turned.jpg", scene(), 60, turned=True)
    write("grey.jpg", scene().convertToFormat(FORMAT.Format_Grayscale8), 60)
    write("photo.webp", scene(), 60)
    write("lossless.webp", scene(transparent=True), 100)


if __name__ == "__main__":
    application = QGuiApplication([])
    main()
